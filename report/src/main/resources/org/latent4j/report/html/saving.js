// A chart as an SVG file of its own: colours, fonts and ground written out, heading and legend in
// it, so that it looks the same without this page.

/** What a shape is painted with, as the page has computed it, and what it is without being said. */
const PAINT = {
  fill: "", stroke: "none", "stroke-width": "1px", "stroke-dasharray": "none", "stroke-linejoin": "miter",
  "fill-opacity": "1", "stroke-opacity": "1", opacity: "1", "paint-order": "normal",
};
const LETTERS = { "font-family": "", "font-size": "", "font-weight": "400", "text-anchor": "start", "dominant-baseline": "auto" };

function svgElement(name, attributes, words) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (words !== undefined) {
    element.textContent = words;
  }
  return element;
}

/** A copy that needs no style sheet. */
function withPaint(original) {
  const copy = original.cloneNode(true);
  const from = [original, ...original.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const painted = element instanceof SVGGeometryElement || element instanceof SVGTextContentElement;
    to[index].removeAttribute("class");
    to[index].removeAttribute("style");
    if (painted && !element.closest("clipPath")) {
      const style = getComputedStyle(element);
      const said = element instanceof SVGTextContentElement ? Object.assign({}, PAINT, LETTERS) : PAINT;
      for (const [name, unsaid] of Object.entries(said)) {
        const value = style.getPropertyValue(name).replace(/"/g, "'");
        to[index].removeAttribute(name);
        if (value !== unsaid) {
          to[index].setAttribute(name, value);
        }
      }
    }
  });
  return copy;
}

/** The items of the legend over a chart: what each looks like, drawn, and its words. */
function legendItems(figure) {
  const legend = figure.closest("section").querySelector(".legend");
  return legend === null ? [] : [...legend.children].map((item) => {
    const mark = item.querySelector(".mark");
    const swatch = item.querySelector(".swatch");
    const line = item.querySelector(".line");
    const shape = svgElement("g", {});
    if (mark) {
      const drawn = document.querySelector(mark.querySelector("use").getAttribute("href")).firstElementChild.cloneNode();
      drawn.setAttribute("fill", getComputedStyle(mark).fill);
      shape.append(drawn);
    } else if (swatch) {
      shape.append(svgElement("circle", { cx: 6, cy: 6, r: 5.5, fill: getComputedStyle(swatch).backgroundColor }));
    } else if (line) {
      const style = getComputedStyle(line);
      shape.append(svgElement("path", {
        d: "M0 6H22", fill: "none", stroke: style.borderTopColor, "stroke-width": 2,
        "stroke-dasharray": style.borderTopStyle === "dashed" ? "4 4" : "none",
      }));
    }
    return { shape, width: line ? 22 : 12, words: item.textContent.trim() };
  });
}

/** The text of the file. */
function chartAsSvg(figure) {
  const original = figure.querySelector(".plot svg");
  const width = Number(original.getAttribute("width"));
  const height = Number(original.getAttribute("height"));
  const page = getComputedStyle(document.body);
  const font = { "font-family": page.fontFamily.replace(/"/g, "'"), "font-size": "13px", fill: page.color };
  const margin = 12;
  const whole = svgElement("svg", {});
  let y = margin;
  const unit = figure.querySelector("figcaption .unit");
  const heading = figure.querySelector(".plot").dataset.words + (unit && unit.textContent ? ", " + unit.textContent : "");
  whole.append(svgElement("title", {}, heading));
  const ground = svgElement("rect", { fill: page.backgroundColor });
  whole.append(ground);
  whole.append(svgElement("text", Object.assign({ x: margin, y: y + 13, "font-weight": 600 }, font), heading));
  y += 24;
  const chart = svgElement("g", { transform: `translate(${margin} ${y})` });
  chart.append(...withPaint(original).childNodes);
  whole.append(chart);
  y += height + 8;
  let x = margin;
  for (const item of legendItems(figure)) {
    const long = item.width + 6 + labelWidth(item.words, "13px " + page.fontFamily) + 18;
    if (x > margin && x + long > width + margin) {
      x = margin;
      y += 20;
    }
    item.shape.setAttribute("transform", `translate(${x} ${y})`);
    whole.append(item.shape, svgElement("text", Object.assign({ x: x + item.width + 6, y: y + 11 }, font), item.words));
    x += long;
  }
  y += (x > margin ? 20 : 0) + margin - 8;
  const size = { width: width + 2 * margin, height: y };
  Object.entries(size).forEach(([name, value]) => { whole.setAttribute(name, value); ground.setAttribute(name, value); });
  whole.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  return new XMLSerializer().serializeToString(whole);
}

/** A button under a chart that has the browser save it. */
function offerSaving(figure) {
  const plot = figure.querySelector(".plot");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "save";
  button.textContent = "Save as SVG";
  button.setAttribute("aria-label", "Save as SVG: " + plot.dataset.words);
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    const address = URL.createObjectURL(new Blob([chartAsSvg(figure)], { type: "image/svg+xml" }));
    link.href = address;
    link.download = plot.dataset.words.toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-|-$/g, "") + ".svg";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 0);
  });
  plot.parentElement.after(button);
}
