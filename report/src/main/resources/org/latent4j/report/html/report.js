// Draws the page's charts with Apache ECharts. Colours are CSS variables inside the drawn SVG, so
// that light, dark and print need no drawing anew.
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
    const hasValidation = new Set(chart.series.filter((one) => one.split !== "train").map((one) => one.model));
    const drawn = [];
    for (const group of groups.values()) {
      const { model, split } = group[0];
      const training = split === "train" && hasValidation.has(model);
      if (group.length > 1 && !training) {
        for (const one of group) {
          drawn.push(Object.assign({
            type: "line", data: one.points, showSymbol: false, silent: true, clip: true,
            lineStyle: { color: color(model), width: 1, opacity: 0.4 }, tooltip: { show: false },
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
        itemStyle: { color: color(model) },
        lineStyle: { color: color(model), width: training ? 1.5 : 2.25, type: training ? [4, 4] : "solid" },
        endLabel: { show: named && !training, formatter: short(model), color: color(model), fontFamily: FONT, fontSize: 12, distance: 5 },
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

  function plane(chart) {
    const all = chart.points.flatMap((point) => point.seeds.concat([point.mean]));
    const x = niceBounds(padded(all.map((point) => point[0]), 0.2));
    const y = niceBounds(padded(all.map((point) => point[1]).concat(chart.levels.map((level) => level.distortion)), 0.12));
    x.min = Math.max(0, x.min);
    const series = [];
    // ELBO = −(rate + distortion), constant along falling diagonals.
    const step = niceStep((x.max - x.min + y.max - y.min) / 7);
    for (let sum = Math.ceil((x.min + y.min) / step) * step; sum < x.max + y.max; sum += step) {
      const left = Math.max(x.min, sum - y.max);
      const right = Math.min(x.max, sum - y.min);
      if (right > left) {
        series.push(Object.assign({
          type: "line", silent: true, showSymbol: false, tooltip: { show: false }, z: 1,
          data: [[left, sum - left], [right, sum - right]],
          lineStyle: { color: "var(--faint)", width: 1.5 },
          endLabel: { show: true, formatter: "ELBO " + text(-sum), color: "var(--muted)", fontFamily: FONT, fontSize: 11, align: "right", verticalAlign: "middle", distance: 0, offset: [-4, -4], textBorderColor: "var(--ground)", textBorderWidth: 4 },
        }, still));
      }
    }
    for (const level of chart.levels) {
      series.push(Object.assign({
        type: "line", silent: true, showSymbol: false, z: 2,
        data: [[x.max, level.distortion], [x.min, level.distortion]],
        lineStyle: { color: color(level.model), width: 1.5, type: [5, 4] },
        endLabel: { show: true, formatter: name(level.model) + ", no rate", color: color(level.model), fontFamily: FONT, fontSize: 12, align: "left", verticalAlign: "bottom", distance: 0, offset: [6, -9] },
      }, still));
    }
    for (const curve of chart.curves) {
      const points = curve.map((model) => chart.points.find((point) => point.model === model)).filter(Boolean);
      series.push(Object.assign({
        type: "line", silent: true, showSymbol: false, z: 3, data: points.map((point) => point.mean),
        lineStyle: { color: "var(--muted)", width: 1.5 },
      }, still));
    }
    for (const point of chart.points) {
      const several = point.seeds.length > 1;
      const base = { type: "scatter", symbol: symbol(point.model), itemStyle: { color: color(point.model) }, z: 4 };
      if (several) {
        series.push(Object.assign({}, base, { data: point.seeds, symbolSize: 6, z: 5, name: name(point.model) + ", one seed" }, still));
      }
      series.push(Object.assign({}, base, {
        data: [point.mean], symbolSize: several ? 18 : 12,
        itemStyle: several ? { color: "var(--ground)", borderColor: color(point.model), borderWidth: 2, opacity: 0.9 } : { color: color(point.model) }, name: name(point.model) + (several ? ", mean" : ""),
        label: { show: true, formatter: short(point.model), position: chart.curves.flat().includes(point.model) ? "top" : "right", distance: 9, color: "var(--text)", fontFamily: FONT, fontSize: 12, textBorderColor: "var(--ground)", textBorderWidth: 3 },
        labelLayout: { moveOverlap: "shiftY" },
      }, still));
    }
    return {
      grid: { left: 18, right: 24, top: 30, bottom: 26, containLabel: true },
      tooltip: Object.assign({ trigger: "item", formatter: (point) => `${escaped(point.seriesName)}<br>rate <b>${text(point.value[0])}</b><br>distortion <b>${text(point.value[1])}</b><br>ELBO <b>${text(-point.value[0] - point.value[1])}</b>` }, tooltip),
      xAxis: axis(Object.assign({ name: "rate, nats per example", nameLocation: "middle", nameGap: 28 }, x)),
      yAxis: axis(Object.assign({ name: "distortion, nats per example", nameTextStyle: Object.assign({}, label, { align: "left", padding: [0, 0, 0, -40] }) }, y)),
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
      tooltip: Object.assign({ trigger: "item", formatter: (point) => `${escaped(point.seriesName)} <b>${text(point.value[0])}</b>` }, tooltip),
      xAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, bounds)),
      yAxis: { type: "category", inverse: true, data: rows.map((row) => name(row.model) + (row.values.length ? "" : " (none)")), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: "var(--text)", fontFamily: FONT, fontSize: 12 } },
      series: rows.flatMap((row, place) => [
        Object.assign({ type: "scatter", name: name(row.model) + ", mean", data: row.mean.map((value) => [value, place]), symbol: "rect", symbolSize: [2.5, 20], itemStyle: { color: color(row.model) } }, still),
        Object.assign({ type: "scatter", name: name(row.model) + ", one seed", data: row.values.map((value) => [value, place]), symbol: symbol(row.model), symbolSize: 9, itemStyle: { color: color(row.model), opacity: 0.75 } }, still),
      ]),
    };
  }

  // Bounds of the likelihood

  function likelihoods(rows, element) {
    element.style.height = 56 + 26 * rows.length + "px";
    const ends = rows.flatMap((row) => [row.low, row.high, row.value + row.gap]);
    const bar = (row, place, from, to, width, opacity) => Object.assign({
      type: "line", silent: true, showSymbol: false, tooltip: { show: false },
      data: [[from, place], [to, place]], lineStyle: { color: color(row.model), width: width, opacity: opacity, cap: "butt" },
    }, still);
    return {
      grid: { left: 4, right: 18, top: 4, bottom: 4, containLabel: true },
      tooltip: Object.assign({ trigger: "item", formatter: (point) => `${escaped(point.seriesName)} <b>${text(point.value[0])}</b>` }, tooltip),
      xAxis: axis(Object.assign({ splitLine: { show: true, lineStyle: { color: "var(--faint)" } }, axisLine: { show: false }, axisTick: { show: false } }, niceBounds(padded(ends, 0.06)))),
      yAxis: { type: "category", inverse: true, data: rows.map((row) => short(row.model) + ": " + row.title), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: "var(--text)", fontFamily: FONT, fontSize: 12 } },
      series: rows.flatMap((row, place) => [
        bar(row, place, row.value, row.value + row.gap, 9, 0.3),
        bar(row, place, row.low, row.high, 1.5, 1),
        Object.assign({ type: "scatter", name: name(row.model) + ", " + row.title, data: [[row.value, place]], symbol: symbol(row.model), symbolSize: 9, itemStyle: { color: color(row.model) } }, still),
      ]),
    };
  }

  // Codes on a plane

  // Ten hues that colour-blind people tell apart (Tol's "muted" scheme), on light and dark ground.
  const CLASSES = [
    ["#332288", "#8f86e8"], ["#d9a400", "#ddcc77"], ["#117733", "#4fbf6f"], ["#cc6677", "#e58e9b"], ["#3fa0d8", "#88ccee"],
    ["#882255", "#d9629c"], ["#44aa99", "#5fd0bd"], ["#999933", "#bdbd4a"], ["#aa4499", "#d584c8"], ["#707070", "#b5b5b5"],
  ];
  const SCALE = ["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#e8d21d"];

  (function declareColors() {
    const style = document.createElement("style");
    const list = (tone) => CLASSES.map((pair, index) => `--c${index}: ${pair[tone]};`).join("");
    style.textContent = `:root{${list(0)}}@media screen and (prefers-color-scheme: dark){:root{${list(1)}}}`;
    document.head.appendChild(style);
  })();

  /** Classes have hues; values with an order (numbers, or too many for hues) have a scale. */
  function isOrdered(factor) {
    const numbers = factor.values.every((value) => value.trim() !== "" && Number.isFinite(Number(value)));
    return factor.values.length > CLASSES.length || (numbers && factor.values.length > 2 && !/label|class|digit/i.test(factor.name));
  }

  function mixed(share) {
    const place = share * (SCALE.length - 1);
    const low = Math.min(SCALE.length - 2, Math.floor(place));
    const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    const channel = (at) => Math.round(part(SCALE[low], at) + (place - low) * (part(SCALE[low + 1], at) - part(SCALE[low], at)));
    return `rgb(${channel(1)}, ${channel(3)}, ${channel(5)})`;
  }

  function factorColor(factor, value) {
    return isOrdered(factor) ? mixed(value / Math.max(1, factor.values.length - 1)) : `var(--c${value})`;
  }

  function map(chart, factor) {
    const all = chart.codes.concat(chart.prior);
    const half = Math.max(...[0, 1].map((k) => Math.max(...all.map((p) => p[k])) - Math.min(...all.map((p) => p[k])))) * 0.53 || 1;
    const center = [0, 1].map((k) => (Math.max(...all.map((p) => p[k])) + Math.min(...all.map((p) => p[k]))) / 2);
    const frame = (k) => ({ min: center[k] - half, max: center[k] + half, scale: true, axisLabel: { show: false }, axisTick: { show: false }, name: chart.axes[k], nameLocation: "middle", nameGap: 8 });
    const series = [Object.assign({
      type: "scatter", data: chart.prior, symbolSize: 3.5, silent: true, itemStyle: { color: "var(--prior)", opacity: 0.55 }, z: 1,
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
        itemStyle: { color: factor ? factorColor(factor, value) : color(chart.model), opacity: 0.8 },
      }, still));
    }
    if (factor && !isOrdered(factor)) {
      const labelled = [];
      for (const [value, points] of groups) {
        const middle = (k) => points.map((p) => p[k]).sort((a, b) => a - b)[Math.floor(points.length / 2)];
        const place = [middle(0), middle(1)];
        // Values that lie on one another have no place of their own; the legend has them.
        if (labelled.some((other) => Math.abs(other[0] - place[0]) < 0.35 * half && Math.abs(other[1] - place[1]) < 0.12 * half)) {
          continue;
        }
        labelled.push(place);
        series.push(Object.assign({
          type: "scatter", silent: true, data: [place], symbolSize: 0, z: 3,
          label: { show: true, formatter: factor.values[value], color: "var(--text)", fontFamily: FONT, fontSize: 13, fontWeight: 600, textBorderColor: "var(--ground)", textBorderWidth: 4 },
          labelLayout: { hideOverlap: true },
        }, still));
      }
    }
    return {
      grid: { left: 22, right: 6, top: 6, bottom: 24 },
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
      series: [Object.assign({}, base, { name: "data", data: steps(chart.data), itemStyle: { color: "var(--prior)" }, lineStyle: { width: 0 }, areaStyle: { color: "var(--rule)", opacity: 1 } }, still)].concat(
        chart.models.map((one) => Object.assign({}, base, { name: name(one.model), data: steps(one.shares), itemStyle: { color: color(one.model) }, lineStyle: { color: color(one.model), width: 1.75 } }, still))),
    };
  }

  // All of them

  const chooser = document.getElementById("factor");
  const chosen = () => (chooser ? data.maps.factors[chooser.value] : null);
  const options = {
    shared: (index, element) => lines(data.shared[index], true, element),
    own: (index, element) => lines(data.own[index], false, element),
    plane: () => plane(data.plane),
    dimensions: () => dimensions(data.dimensions),
    likelihoods: (index, element) => likelihoods(data.likelihoods, element),
    strip: (index, element) => strip(data.strips[index], element),
    map: (index) => map(data.maps.maps[index], chosen()),
    column: (index) => column(data.columns[index]),
  };
  const charts = [...document.querySelectorAll("[data-chart]")].map((element) => {
    const option = () => Object.assign({ animation: false, textStyle: { fontFamily: FONT } }, options[element.dataset.chart](Number(element.dataset.index), element));
    const first = option();
    const chart = echarts.init(element, null, { renderer: "svg" });
    // With a view box the drawing can be scaled, as printing does.
    chart.on("finished", () => element.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`));
    chart.setOption(first);
    // On paper the style sheet scales what was drawn.
    new ResizeObserver(() => matchMedia("print").matches || chart.resize()).observe(element);
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
