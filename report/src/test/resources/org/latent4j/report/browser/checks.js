// Looks at the page as it is drawn and leaves what it finds, as JSON, in an element "found".

function found() {
  const shown = (element) => element.getClientRects().length > 0;
  const words = (element) => element.textContent.trim().slice(0, 40);
  const plots = [...document.querySelectorAll(".plot")];
  const titleOf = (element) => element.closest(".plot").dataset.words;

  /** What lies outside the window or of which a part does not show. */
  function cut() {
    const all = [];
    if (document.documentElement.scrollWidth > innerWidth) {
      all.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${innerWidth}`);
    }
    for (const element of document.querySelectorAll(".scroll, td, th, dd, li, figcaption, summary")) {
      const box = element.getBoundingClientRect();
      if (shown(element) && (box.left < -0.5 || box.right > innerWidth + 0.5 || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")) {
        all.push(`${element.tagName} '${words(element)}': ${box.left} to ${box.right}, ${element.scrollWidth} in ${element.clientWidth}`);
      }
    }
    return all;
  }

  /** Words in charts that lie on one another or stick out of their chart. */
  function overlaps() {
    const all = [];
    for (const plot of plots) {
      const frame = plot.getBoundingClientRect();
      const texts = [...plot.querySelectorAll("svg text")].map((text) => ({ words: words(text), box: text.getBoundingClientRect() }));
      texts.forEach((one, index) => {
        if (one.box.left < frame.left - 1 || one.box.right > frame.right + 1 || one.box.top < frame.top - 3 || one.box.bottom > frame.bottom + 3) {
          all.push(`${titleOf(plot)}: '${one.words}' sticks out`);
        }
        for (const other of texts.slice(index + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          // A line's box is higher than its letters.
          if (across > 0.5 && down > 3) {
            all.push(`${titleOf(plot)}: '${one.words}' and '${other.words}'`);
          }
        }
      });
    }
    return all;
  }

  // Contrast as WCAG 2 defines it.

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  function channels(color) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.map((value) => value / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  const ground = channels(getComputedStyle(document.body).backgroundColor).rgb;

  function contrast(color, opacity) {
    const { rgb, alpha } = channels(color);
    const share = alpha * opacity;
    const seen = luminance(rgb.map((c, k) => share * c + (1 - share) * ground[k]));
    const [light, dark] = [seen, luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** What does not stand out: lines and shapes by 3 : 1, words by 4.5 : 1; but for the scaffolding. */
  function faint() {
    const all = [];
    const scaffolding = /var\(--(faint|rule|ground)\)|none|transparent/;
    for (const plot of plots) {
      const seen = new Set();
      for (const element of plot.querySelectorAll("svg path, svg circle, svg rect, svg line, svg polyline, svg polygon, svg text")) {
        if (element.closest("clipPath, defs")) {
          continue;
        }
        const style = getComputedStyle(element);
        const least = element.tagName === "text" ? 4.5 : 3;
        for (const paint of ["fill", "stroke"]) {
          const said = element.getAttribute(paint) || "none";
          const opacity = Number(style.opacity) * Number(style[paint + "Opacity"]);
          const ratio = contrast(style[paint], opacity);
          if (!scaffolding.test(said) && ratio < least) {
            seen.add(`${titleOf(plot)}: ${element.tagName} ${paint} ${said} at ${opacity}, ${ratio.toFixed(2)} : 1`);
          }
        }
      }
      all.push(...seen);
    }
    for (const element of document.querySelectorAll(".mark, .swatch, .legend .line")) {
      const style = getComputedStyle(element);
      const color = element.matches(".mark") ? style.fill : element.matches(".line") ? style.borderTopColor : style.backgroundColor;
      if (contrast(color, 1) < 3) {
        all.push(`${element.className.baseVal || element.className}: ${color}, ${contrast(color, 1).toFixed(2)} : 1`);
      }
    }
    return all;
  }

  /** Names on maps, each with how many codes of each class lie around it. */
  function names() {
    const all = [];
    const chooser = document.getElementById("factor");
    if (chooser === null) {
      return all;
    }
    const factor = JSON.parse(document.getElementById("data").textContent).maps.factors[chooser.value];
    const middle = (element) => {
      const box = element.getBoundingClientRect();
      return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    };
    for (const plot of document.querySelectorAll("[data-chart=map]")) {
      const points = [...plot.querySelectorAll("svg path, svg circle")]
        .map((element) => ({ class: /^var\(--c(\d+)\)$/.exec(element.getAttribute("fill") || ""), element }))
        .filter((point) => point.class)
        .map((point) => ({ value: factor.values[Number(point.class[1])], at: middle(point.element) }));
      for (const text of plot.querySelectorAll("svg text")) {
        if (factor.values.includes(words(text))) {
          const at = middle(text);
          const around = {};
          points
            .filter((point) => Math.hypot(point.at[0] - at[0], point.at[1] - at[1]) <= plot.clientWidth / 12)
            .forEach((point) => { around[point.value] = (around[point.value] || 0) + 1; });
          all.push({ name: words(text), around });
        }
      }
    }
    return all;
  }

  /** What is said and shown of the first values of each chart when its keys are pressed. */
  function keyboard() {
    return [...document.querySelectorAll(".frame")].map((frame) => {
      const press = (key) => frame.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      const said = () => frame.querySelector(".said").textContent;
      frame.focus();
      press("ArrowRight");
      press("Home");
      const first = said();
      const ring = frame.querySelector(".ring");
      const inside = !ring.hidden && (() => {
        const [a, b] = [ring.getBoundingClientRect(), frame.getBoundingClientRect()];
        return a.left > b.left - 12 && a.right < b.right + 12 && a.top > b.top - 12 && a.bottom < b.bottom + 12;
      })();
      press("End");
      const last = said();
      const values = [];
      press("ArrowDown");
      press("Home");
      values.push(said());
      const tooltip = [...frame.querySelectorAll(".plot > div")].slice(1).map((div) => div.innerText).join("");
      press("Escape");
      frame.blur();
      return { chart: frame.querySelector(".plot").dataset.words, tabIndex: frame.tabIndex, name: frame.getAttribute("aria-label"), first, last, below: values[0], ring: inside, tooltip, after: said() };
    });
  }

  /** Charts as they are saved. */
  function saved() {
    return [...document.querySelectorAll("figure")].filter((figure) => figure.querySelector(".plot")).map((figure) => {
      const text = chartAsSvg(figure);
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      const bare = [...parsed.querySelectorAll("path, circle, rect, line, polyline, polygon, text")]
        .filter((element) => !element.closest("clipPath") && !element.hasAttribute("fill") && !element.hasAttribute("stroke"));
      return { chart: figure.querySelector(".plot").dataset.words, text, wellFormed: parsed.querySelector("parsererror") === null, bare: bare.map((element) => element.outerHTML.slice(0, 80)) };
    });
  }

  return { cut: cut(), overlaps: overlaps(), faint: faint(), names: names(), keyboard: keyboard(), saved: saved() };
}

window.addEventListener("load", () => setTimeout(async () => {
  let result;
  try {
    result = found();
    const accessibility = await axe.run(document, { resultTypes: ["violations"] });
    result.axe = accessibility.violations
      .filter((violation) => ["serious", "critical"].includes(violation.impact))
      .map((violation) => `${violation.id} (${violation.impact}): ${violation.help}; ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ")}`);
    result.axeRules = accessibility.passes.length;
  } catch (error) {
    result = { error: String(error.stack || error) };
  }
  const element = document.createElement("script");
  element.type = "application/json";
  element.id = "found";
  element.textContent = JSON.stringify(result).replace(/</g, "\\u003c");
  document.body.append(element);
}, 500));
