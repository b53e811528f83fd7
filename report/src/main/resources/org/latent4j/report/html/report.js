// Draws the page's charts with Apache ECharts. Colours are CSS variables inside the drawn SVG, so
// that light, dark and print need no drawing anew. Lines that words refer to stand out from the
// ground by 3 : 1 and more, text by 4.5 : 1.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const FONT = getComputedStyle(document.body).fontFamily;
  const SYMBOLS = [
    "circle", "diamond", "triangle", "rect", "path://M0 0H12L6 11z"
  ];
  const color = (model) => `var(--m${model})`;
  const symbol = (model) => SYMBOLS[model % SYMBOLS.length];
  const name = (model) => data.models[model].name;
  const short = (model) => data.models[model].label;

  /** A number as text: a real minus sign, no noise of binary fractions. */
  function text(value) {
    const absolute = Math.abs(value);
    const options = absolute !== 0 && (absolute < 1e-4 || absolute >= 1e7)
      ? { notation: "scientific", maximumSignificantDigits: 3 }
      : { maximumSignificantDigits: 5 };
    return value.toLocaleString("en", options).replace("-", "−").replace(/,/g, "\u202f");
  }

  const label = { color: "var(--muted)", fontFamily: FONT, fontSize: 12 };

  function axis(more) {
    return Object.assign({
      type: "value",
      scale: true,
      axisLine: { show: true, lineStyle: { color: "var(--rule)" } },
      axisTick: { show: true, length: 4, lineStyle: { color: "var(--rule)" } },
      splitLine: { show: false },
      axisLabel: Object.assign({ formatter: text, hideOverlap: true }, label),
      nameTextStyle: label,
    }, more);
  }

  const tooltip = {
    confine: true,
    backgroundColor: "var(--ground)",
    borderColor: "var(--rule)",
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: "var(--text)", fontFamily: FONT, fontSize: 13 },
    extraCssText: "box-shadow: 0 2px 8px rgba(0, 0, 0, .15);",
  };

  /** Marks do not change under the pointer; ECharts would need to take the colours apart. */
  const still = { emphasis: { disabled: true }, animation: false };

  function escaped(words) {
    const element = document.createElement("span");
    element.textContent = words;
    return element.innerHTML;
  }

  /** What a value is called where it is pointed at or read out, by the chart's kind. */
  const said = {
    lines: (series, [epoch, value]) => `${series}, epoch ${epoch}: ${text(value)}`,
    plane: (series, [rate, distortion]) => series.endsWith(", no rate")
      ? `${series}: distortion ${text(distortion)}`
      : `${series}: rate ${text(rate)}, distortion ${text(distortion)}, ELBO ${text(-rate - distortion)}`,
    dimensions: (series, [rank, rate]) => `${series}, rank ${rank}: ${text(rate)}`,
    strip: (series, [value]) => `${series}: ${text(value)}`,
    likelihoods: (series, [value, , spread, gap]) => `${series}: ${text(value)} ± ${text(spread)}` + (gap > 0 ? `, gap ${text(gap)}` : ""),
    map: (series, [x, y]) => `${series}, at ${text(x)} and ${text(y)}`,
    column: (series, [from, share]) => `${series}, from ${text(from)}: ${text(100 * share)} %`,
  };

  // Lines by epoch

  function means(series) {
    const sums = new Map();
    for (const one of series) {
      for (const [epoch, value] of one.points) {
        const sum = sums.get(epoch) || { count: 0, total: 0 };
        sum.count += 1;
        sum.total += value;
        sums.set(epoch, sum);
      }
    }
    return [...sums.entries()].sort((a, b) => a[0] - b[0]).map(([epoch, sum]) => [epoch, sum.total / sum.count]);
  }

  /** The range of the later epochs, so that the first ones do not flatten all that follows. */
  function laterRange(series) {
    const last = Math.max(...series.flatMap((one) => one.points.map((point) => point[0])));
    const from = last < 4 ? 1 : Math.max(2, Math.ceil(last / 10));
    const values = series.flatMap((one) => one.points).filter((point) => point[0] >= from).map((point) => point[1]);
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || Math.abs(high) || 1) * 0.06;
    return [low - margin, high + margin];
  }

  function niceBounds([low, high]) {
    const step = niceStep((high - low) / 4);
    return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step };
  }

  function niceStep(rough) {
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    const fraction = rough / power;
    return (fraction > 5 ? 10 : fraction > 2 ? 5 : fraction > 1 ? 2 : 1) * power;
  }

  /** How far to move each line's label so that they do not overlap, in pixels. */
  function apart(ends, bounds, height) {
    const spacing = 14;
    const place = (value) => (bounds.max - Math.max(bounds.min, Math.min(bounds.max, value))) / (bounds.max - bounds.min) * height;
    const places = ends.map(place);
    const order = ends.map((_, index) => index).sort((a, b) => places[a] - places[b]);
    const moved = places.slice();
    for (let i = 1; i < order.length; i++) {
      moved[order[i]] = Math.max(moved[order[i]], moved[order[i - 1]] + spacing);
    }
    for (let i = order.length - 1, room = height; i >= 0; i--, room -= spacing) {
      moved[order[i]] = Math.min(moved[order[i]], room);
    }
    return moved.map((end, index) => end - places[index]);
  }

  function epochs(series) {
    const last = Math.max(...series.flatMap((one) => one.points.map((point) => point[0])));
    return { min: last > 5 ? 0 : 1, max: Math.max(2, last), interval: Math.max(1, niceStep(last / 5)) };
  }

  function lines(chart, named, element) {
    const groups = new Map();
    for (const one of chart.series) {
      const key = one.model + " " + one.split;
      groups.set(key, (groups.get(key) || []).concat([one]));
    }
    const hasValidation = data.splits.includes("validation");
    const validated = new Set(chart.series.filter((one) => one.split !== "train").map((one) => one.model));
    const drawn = [];
    for (const group of groups.values()) {
      const { model, split } = group[0];
      // As the legend has it: dashed for training, wherever there is validation.
      const dashed = split === "train" && hasValidation;
      const second = split === "train" && validated.has(model);
      if (group.length > 1 && !second) {
        for (const one of group) {
          drawn.push(Object.assign({
            type: "line", data: one.points, showSymbol: false, silent: true, clip: true,
            lineStyle: { color: color(model), width: 0.75, type: dashed ? [4, 4] : "solid" }, tooltip: { show: false },
          }, still));
        }
      }
      const points = means(group);
      drawn.push(Object.assign({
        type: "line",
        name: name(model) + (named ? ", " : ": ") + (split === "train" ? "training" : split),
        data: points,
        clip: true,
        showSymbol: points.length === 1,
        symbol: symbol(model), symbolSize: 8,
        // One epoch has points, no lines: hollow ones where a line would be dashed.
        itemStyle: dashed && points.length === 1 ? { color: "var(--ground)", borderColor: color(model), borderWidth: 1.5 } : { color: color(model) },
        lineStyle: { color: color(model), width: second ? 1.5 : 2.5, type: dashed ? [4, 4] : "solid" },
        endLabel: { show: named && !second, formatter: short(model), color: color(model), fontFamily: FONT, fontSize: 12, distance: 5 },
      }, still));
    }
    const longest = Math.max(...data.models.map((each) => each.label.length));
    const bounds = niceBounds(laterRange(chart.series));
    const labelled = drawn.filter((one) => one.endLabel && one.endLabel.show);
    const ends = labelled.map((one) => one.data[one.data.length - 1][1]);
    apart(ends, bounds, element.clientHeight - 50).forEach((shift, index) => { labelled[index].endLabel.offset = [0, shift]; });
    return {
      grid: { left: 4, right: named ? Math.min(110, 10 + 6.6 * longest) : 14, top: 12, bottom: 24, containLabel: true },
      tooltip: Object.assign({
        trigger: "axis",
        axisPointer: { type: "line", lineStyle: { color: "var(--rule)", type: "solid" } },
        formatter: (points) => `epoch ${points[0].value[0]}<br>` + points
          .filter((point) => point.seriesName && !point.seriesName.startsWith("series"))
          .map((point) => `${point.marker}${escaped(point.seriesName)} <b>${text(point.value[1])}</b>`).join("<br>"),
      }, tooltip),
      xAxis: axis(Object.assign(epochs(chart.series), { name: "epoch", nameLocation: "middle", nameGap: 24 })),
      yAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, bounds)),
      series: drawn,
    };
  }

  // The rate-distortion plane

  function padded(values, share) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || Math.abs(high) * 0.2 || 1) * share;
    return [low - margin, high + margin];
  }

  /** Words at a place of the chart, on their own. */
  function words(place, formatter, style) {
    return Object.assign({
      type: "scatter", silent: true, data: [place], symbolSize: 0, itemStyle: { color: "transparent" }, z: 6, tooltip: { show: false },
      label: Object.assign({ show: true, position: "inside", formatter, fontFamily: FONT, textBorderColor: "var(--ground)", textBorderWidth: 4 }, style),
    }, still);
  }

  function plane(chart, element) {
    const all = chart.points.flatMap((point) => point.seeds.concat([point.mean]));
    const x = all.length ? niceBounds(padded(all.map((point) => point[0]), 0.2)) : { min: 0, max: 1, interval: 1 };
    const y = niceBounds(padded(all.map((point) => point[1]).concat(chart.levels.map((level) => level.distortion)), 0.12));
    x.min = Math.max(0, x.min);
    const grid = { left: 58, right: 20, top: 30, bottom: 46 };
    const [width, height] = [element.clientWidth - grid.left - grid.right, element.clientHeight - grid.top - grid.bottom];
    const pixel = ([a, b]) => [grid.left + (a - x.min) / (x.max - x.min) * width, grid.top + (y.max - b) / (y.max - y.min) * height];
    const value = ([a, b]) => [x.min + (a - grid.left) / width * (x.max - x.min), y.max - (b - grid.top) / height * (y.max - y.min)];
    const series = [];
    const labels = [];
    const taken = [];
    const addLabel = (said, size, style, places) => labels.push({
      said, style: Object.assign({ fontSize: size }, style), size: [labelWidth(said, size + "px " + FONT), size * 1.2], places,
    });
    for (const point of chart.points) {
      const several = point.seeds.length > 1;
      const base = { type: "scatter", symbol: symbol(point.model), itemStyle: { color: color(point.model) }, z: 4 };
      if (several) {
        series.push(Object.assign({}, base, { data: point.seeds, symbolSize: 6, z: 5, name: name(point.model) + ", one seed" }, still));
      }
      series.push(Object.assign({}, base, {
        data: [point.mean], symbolSize: several ? 18 : 12,
        itemStyle: several ? { color: "var(--ground)", borderColor: color(point.model), borderWidth: 2 } : { color: color(point.model) }, name: name(point.model) + (several ? ", mean" : ""),
      }, still));
      const [a, b] = pixel(point.mean);
      taken.push({ place: [a, b], size: [18, 18] }, ...point.seeds.map((seed) => ({ place: pixel(seed), size: [6, 6] })));
      const half = labelWidth(short(point.model), "12px " + FONT) / 2 + 13;
      const beside = [[a + half, b], [a - half, b]];
      const above = [20, 34, 48].flatMap((far) => [[a, b - far], [a, b + far]]);
      const corners = [[a + half, b - 14], [a + half, b + 14], [a - half, b - 14], [a - half, b + 14]];
      const further = [28, 42].flatMap((far) => [[a + half, b - far], [a + half, b + far], [a - half, b - far], [a - half, b + far]]);
      addLabel(short(point.model), 12, { color: "var(--text)" },
        (chart.curves.flat().includes(point.model) ? [above[0], ...corners, ...beside] : [...beside, above[0], ...corners]).concat(above, further));
    }
    for (const level of chart.levels) {
      series.push(Object.assign({
        type: "line", z: 2, name: name(level.model) + ", no rate", symbol: symbol(level.model), symbolSize: 9, itemStyle: { color: color(level.model) },
        data: [{ value: [x.max, level.distortion], symbol: "none" }, [x.min, level.distortion]],
        lineStyle: { color: color(level.model), width: 1.5, type: [5, 4] },
      }, still));
      const said = name(level.model) + ", no rate";
      const half = labelWidth(said, "12px " + FONT) / 2 + 8;
      const left = pixel([x.min, level.distortion]);
      addLabel(said, 12, { color: color(level.model) }, [0, 0.25, 0.5, 0.75, 1].flatMap((share) =>
        [-11, 11].map((up) => [left[0] + half + share * (width - 2 * half), left[1] + up])));
    }
    for (const curve of chart.curves) {
      const points = curve.map((model) => chart.points.find((point) => point.model === model)).filter(Boolean);
      series.push(Object.assign({
        type: "line", silent: true, showSymbol: false, z: 3, data: points.map((point) => point.mean),
        lineStyle: { color: "var(--muted)", width: 1.5 },
      }, still));
    }
    // ELBO = −(rate + distortion), constant along falling diagonals.
    const step = niceStep((x.max - x.min + y.max - y.min) / 7);
    for (let sum = Math.ceil((x.min + y.min) / step) * step; sum < x.max + y.max; sum += step) {
      const left = Math.max(x.min, sum - y.max);
      const right = Math.min(x.max, sum - y.min);
      if (right > left) {
        series.push(Object.assign({
          type: "line", silent: true, showSymbol: false, tooltip: { show: false }, z: 1,
          data: [[left, sum - left], [right, sum - right]],
          lineStyle: { color: "var(--guide)", width: 1, type: [1, 3] },
        }, still));
        addLabel("ELBO " + text(-sum), 11, { color: "var(--muted)" },
          [0.9, 0.75, 0.6, 0.45, 0.3, 0.15].map((share) => left + share * (right - left)).map((at) => pixel([at, sum - at])));
      }
    }
    const frame = [grid.left, grid.top, grid.left + width, grid.top + height];
    placeLabels(labels, taken, frame).forEach((place, index) => {
      if (place) {
        series.push(words(value(place), labels[index].said, labels[index].style));
      }
    });
    return {
      grid,
      tooltip: Object.assign({ trigger: "item", formatter: (point) => escaped(said.plane(point.seriesName, point.value)).replace(/: |, (?=distortion|ELBO)/g, "<br>") }, tooltip),
      xAxis: axis(Object.assign({ name: "rate, nats per example", nameLocation: "middle", nameGap: 28 }, x)),
      yAxis: axis(Object.assign({ name: "distortion, nats per example", nameTextStyle: Object.assign({}, label, { align: "left", padding: [0, 0, 0, -50] }) }, y)),
      series: series,
    };
  }

  // The rate by latent dimension

  function dimensions(chart) {
    const most = Math.max(...chart.flatMap((one) => one.points.map((point) => point[1])));
    const count = Math.max(...chart.map((one) => one.points.length));
    return {
      grid: { left: 4, right: 14, top: 12, bottom: 24, containLabel: true },
      tooltip: Object.assign({
        trigger: "axis", axisPointer: { type: "line", lineStyle: { color: "var(--rule)", type: "solid" } },
        formatter: (points) => `rank ${points[0].value[0]}<br>` + points.map((point) => `${point.marker}${escaped(point.seriesName)} <b>${text(point.value[1])}</b>`).join("<br>"),
      }, tooltip),
      xAxis: axis({ min: 0, max: count + 1, interval: Math.max(1, niceStep(count / 6)), axisLabel: Object.assign({ showMaxLabel: false, showMinLabel: false }, label), name: "rank of the dimension", nameLocation: "middle", nameGap: 24 }),
      yAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, niceBounds([0, most * 1.02 || 1]))),
      series: chart.map((one) => Object.assign({
        type: "line", name: name(one.model), data: one.points, symbol: symbol(one.model), symbolSize: 7,
        itemStyle: { color: color(one.model) }, lineStyle: { color: color(one.model), width: 1.5 },
      }, still)),
    };
  }

  // Every seed

  function strip(chart, element) {
    const rows = chart.rows;
    element.style.height = 48 + 30 * rows.length + "px";
    const values = rows.flatMap((row) => row.values);
    const [low, high] = padded(values, 0.1);
    const bounds = values.every(Number.isInteger)
      ? { min: Math.max(0, Math.min(...values) - 1), max: Math.max(...values) + 1, minInterval: 1 }
      : niceBounds([values.some((value) => value < 0) ? low : Math.max(0, low), high]);
    return {
      grid: { left: 4, right: 18, top: 4, bottom: 4, containLabel: true },
      tooltip: Object.assign({ trigger: "item", formatter: (point) => escaped(said.strip(point.seriesName, point.value)) }, tooltip),
      xAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, bounds)),
      yAxis: { type: "category", inverse: true, data: rows.map((row) => name(row.model) + (row.values.length ? "" : " (none)")), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: "var(--text)", fontFamily: FONT, fontSize: 12 } },
      series: rows.flatMap((row, place) => [
        Object.assign({ type: "scatter", name: name(row.model) + ", mean", data: row.mean.map((value) => [value, place]), symbol: "rect", symbolSize: [2.5, 20], itemStyle: { color: color(row.model) } }, still),
        Object.assign({ type: "scatter", name: name(row.model) + ", one seed", data: row.values.map((value) => [value, place]), symbol: symbol(row.model), symbolSize: 9, itemStyle: { color: color(row.model), borderColor: "var(--ground)", borderWidth: 1 } }, still),
      ]),
    };
  }

  // Bounds of the likelihood

  function likelihoods(rows, element) {
    element.style.height = 56 + 26 * rows.length + "px";
    const ends = rows.flatMap((row) => [row.low, row.high, row.value + row.gap]);
    const bar = (row, place, from, to, width, shade, opacity) => Object.assign({
      type: "line", silent: true, showSymbol: false, tooltip: { show: false },
      data: [[from, place], [to, place]], lineStyle: { color: shade, width: width, opacity: opacity, cap: "butt" },
    }, still);
    return {
      grid: { left: 4, right: 18, top: 4, bottom: 4, containLabel: true },
      tooltip: Object.assign({ trigger: "item", formatter: (point) => escaped(said.likelihoods(point.seriesName, point.value)) }, tooltip),
      xAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, niceBounds(padded(ends, 0.06)))),
      yAxis: { type: "category", inverse: true, data: rows.map((row) => short(row.model) + ": " + row.title), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: "var(--text)", fontFamily: FONT, fontSize: 12 } },
      series: rows.flatMap((row, place) => [
        // Pale, with an outline that stands out from the ground.
        bar(row, place, row.value, row.value + row.gap, 10, color(row.model), 1),
        bar(row, place, row.value, row.value + row.gap, 7.5, "var(--ground)", 0.75),
        ...(row.gap > 0 ? [Object.assign({ type: "scatter", silent: true, data: [[row.value + row.gap, place]], symbol: "rect", symbolSize: [1.5, 10], itemStyle: { color: color(row.model) } }, still)] : []),
        bar(row, place, row.low, row.high, 1.5, color(row.model), 1),
        Object.assign({ type: "scatter", name: name(row.model) + ", " + row.title, z: 3, data: [[row.value, place, (row.high - row.low) / 2, row.gap]], symbol: symbol(row.model), symbolSize: 9, itemStyle: { color: color(row.model) } }, still),
      ]),
    };
  }

  // Codes on a plane

  // Ten hues that colour-blind people tell apart (after Tol's "muted" scheme), on light and dark
  // ground, and a scale in 16 steps (plasma, without its ends that the ground would swallow).
  const CLASSES = [
    ["#332288", "#8f86e8"], ["#946b00", "#ddcc77"], ["#117733", "#4fbf6f"], ["#c2516f", "#e58e9b"], ["#2b83b5", "#88ccee"],
    ["#882255", "#d9629c"], ["#2b8a7c", "#5fd0bd"], ["#7d7d1e", "#bdbd4a"], ["#aa4499", "#d584c8"], ["#666666", "#b5b5b5"],
  ];
  const STEPS = 16;
  const SCALES = [
    ["#0d0887", "#41049d", "#6a00a8", "#8f0da4", "#b12a90", "#cc4778", "#e16462"],
    ["#cc4778", "#e16462", "#f2844b", "#fca636", "#fcce25", "#f0f921"],
  ];

  (function declareColors() {
    const style = document.createElement("style");
    const hues = (tone) => CLASSES.map((pair, index) => `--c${index}: ${pair[tone]};`).join("");
    const steps = (tone) => [...Array(STEPS).keys()].map((step) => `--s${step}: ${mixed(SCALES[tone], step / (STEPS - 1))};`).join("");
    style.textContent = `:root{${hues(0)}${steps(0)}}@media screen and (prefers-color-scheme: dark){:root{${hues(1)}${steps(1)}}}`;
    document.head.appendChild(style);
  })();

  /** Classes have hues; values with an order (numbers, or too many for hues) have a scale. */
  function isOrdered(factor) {
    const numbers = factor.values.every((value) => value.trim() !== "" && Number.isFinite(Number(value)));
    return factor.values.length > CLASSES.length || (numbers && factor.values.length > 2 && !/label|class|digit/i.test(factor.name));
  }

  function mixed(scale, share) {
    const place = share * (scale.length - 1);
    const low = Math.min(scale.length - 2, Math.floor(place));
    const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    const channel = (at) => Math.round(part(scale[low], at) + (place - low) * (part(scale[low + 1], at) - part(scale[low], at)));
    return `rgb(${channel(1)}, ${channel(3)}, ${channel(5)})`;
  }

  function factorColor(factor, value) {
    return isOrdered(factor)
      ? `var(--s${Math.round(value / Math.max(1, factor.values.length - 1) * (STEPS - 1))})`
      : `var(--c${value})`;
  }

  function map(chart, factor, element) {
    const all = chart.codes.concat(chart.prior);
    const half = Math.max(...[0, 1].map((k) => Math.max(...all.map((p) => p[k])) - Math.min(...all.map((p) => p[k])))) * 0.53 || 1;
    const center = [0, 1].map((k) => (Math.max(...all.map((p) => p[k])) + Math.min(...all.map((p) => p[k]))) / 2);
    const frame = (k) => ({ min: center[k] - half, max: center[k] + half, scale: true, axisLabel: { show: false }, axisTick: { show: false }, name: chart.axes[k], nameLocation: "middle", nameGap: 8 });
    const series = [Object.assign({
      type: "scatter", data: chart.prior, symbolSize: 2.5, silent: true, itemStyle: { color: "var(--prior)" }, z: 1,
    }, still)];
    const groups = new Map();
    chart.codes.forEach((point, index) => {
      const value = factor ? factor.of[index] : -1;
      groups.set(value, (groups.get(value) || []).concat([point]));
    });
    for (const [value, points] of groups) {
      series.push(Object.assign({
        type: "scatter", data: points, symbolSize: 5, z: 2,
        name: factor ? `${factor.name}: ${factor.values[value]}` : "code",
        itemStyle: { color: factor ? factorColor(factor, value) : color(chart.model) },
      }, still));
    }
    const grid = { left: 22, right: 6, top: 6, bottom: 24 };
    if (factor && !isOrdered(factor)) {
      const size = [element.clientWidth - grid.left - grid.right, element.clientHeight - grid.top - grid.bottom];
      const low = [0, 1].map((k) => center[k] - half);
      const pixel = (p) => [(p[0] - low[0]) / (2 * half) * size[0], (1 - (p[1] - low[1]) / (2 * half)) * size[1]];
      const value = (p) => [low[0] + p[0] / size[0] * 2 * half, low[1] + (1 - p[1] / size[1]) * 2 * half];
      const sizes = factor.values.map((each) => [labelWidth(each, "600 13px " + FONT), 16]);
      const named = placeNames(chart.codes.map(pixel), factor.of, sizes, size, Math.min(...size) / 12);
      Object.entries(named).forEach(([each, place]) => {
        series.push(words(value(place), factor.values[each], { color: "var(--text)", fontSize: 13, fontWeight: 600 }));
      });
    }
    return {
      grid,
      tooltip: Object.assign({ trigger: "item", formatter: (point) => escaped(point.seriesName) }, tooltip),
      xAxis: axis(frame(0)),
      yAxis: axis(frame(1)),
      series: series,
    };
  }

  function factorLegend(factor) {
    const list = document.getElementById("factor-legend");
    const entry = (value) => `<li><span class="swatch" style="background: ${factorColor(factor, value)}"></span>${escaped(factor.values[value])}</li>`;
    const last = factor.values.length - 1;
    const values = !isOrdered(factor) || last < 8
      ? factor.values.map((_, value) => value)
      : [0, 1, 2, 3, 4].map((k) => Math.round(k * last / 4));
    list.innerHTML = values.map(entry).join("") + '<li><span class="swatch" style="background: var(--prior)"></span>prior</li>';
  }

  // Columns of tables

  function column(chart) {
    const steps = (shares) => chart.edges.map((edge, bin) => [edge, shares[Math.min(bin, shares.length - 1)]]);
    const base = { type: "line", step: "end", showSymbol: false };
    return {
      grid: { left: 4, right: 12, top: 8, bottom: 4, containLabel: true },
      tooltip: Object.assign({
        trigger: "axis", axisPointer: { type: "line", lineStyle: { color: "var(--rule)", type: "solid" } },
        formatter: (points) => `from ${text(points[0].value[0])}<br>` + points.map((p) => `${p.marker}${escaped(p.seriesName)} <b>${text(100 * p.value[1])} %</b>`).join("<br>"),
      }, tooltip),
      xAxis: axis({ min: chart.edges[0], max: chart.edges[chart.edges.length - 1], axisLabel: Object.assign({ formatter: text, hideOverlap: true, showMinLabel: false, showMaxLabel: false }, label) }),
      yAxis: axis({ min: 0, scale: false, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLabel: Object.assign({}, label, { formatter: (share) => text(100 * share) + " %" }) }),
      series: [Object.assign({}, base, { name: "data", data: steps(chart.data), itemStyle: { color: "var(--guide)" }, lineStyle: { color: "var(--guide)", width: 1 }, areaStyle: { color: "var(--faint)", opacity: 1 } }, still)].concat(
        chart.models.map((one) => Object.assign({}, base, { name: name(one.model), data: steps(one.shares), itemStyle: { color: color(one.model) }, lineStyle: { color: color(one.model), width: 1.75 } }, still))),
    };
  }

  // All of them

  const chooser = document.getElementById("factor");
  const chosen = () => (chooser ? data.maps.factors[chooser.value] : null);
  /** Points as dark as their colour says; ECharts would let the ground through. */
  function opaque(option) {
    option.series.forEach((one) => { one.itemStyle = Object.assign({ opacity: 1 }, one.itemStyle); });
    return option;
  }

  const kinds = {
    shared: [(index, element) => lines(data.shared[index], true, element), said.lines],
    own: [(index, element) => lines(data.own[index], false, element), said.lines],
    plane: [(_, element) => plane(data.plane, element), said.plane],
    dimensions: [() => dimensions(data.dimensions), said.dimensions],
    likelihoods: [(_, element) => likelihoods(data.likelihoods, element), said.likelihoods],
    strip: [(index, element) => strip(data.strips[index], element), said.strip],
    map: [(index, element) => map(data.maps.maps[index], chosen(), element), said.map],
    column: [(index) => column(data.columns[index]), said.column],
  };
  const charts = [...document.querySelectorAll("[data-chart]")].map((element) => {
    const [draw, words] = kinds[element.dataset.chart];
    const option = () => opaque(Object.assign({ animation: false, textStyle: { fontFamily: FONT } }, draw(Number(element.dataset.index), element)));
    const first = option();
    const chart = echarts.init(element, null, { renderer: "svg" });
    // With a view box the drawing can be scaled, as printing does.
    chart.on("finished", () => element.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`));
    chart.setOption(first);
    reachable(element, chart, words);
    offerSaving(element.closest("figure"));
    // On paper the style sheet scales what was drawn; on screen labels find their places anew.
    const drawn = () => [element.clientWidth, element.clientHeight].join();
    let size = drawn();
    new ResizeObserver(() => {
      if (!matchMedia("print").matches && drawn() !== size) {
        size = drawn();
        chart.resize();
        chart.setOption(option(), true);
      }
    }).observe(element);
    return { chart, option, kind: element.dataset.chart };
  });
  if (chooser) {
    factorLegend(chosen());
    chooser.addEventListener("change", () => {
      factorLegend(chosen());
      charts.filter((one) => one.kind === "map").forEach((one) => one.chart.setOption(one.option(), true));
    });
  }
})();
