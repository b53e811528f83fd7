// The values of a chart by keyboard: arrow keys go from value to value (left and right) and from
// series to series (up and down); what a pointer would be told there is shown and read out.

/**
 * @param plot the element that the chart is drawn in
 * @param chart of ECharts
 * @param words what a value is called, of the series' name and the value
 */
function reachable(plot, chart, words) {
  const frame = plot.parentElement;
  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-roledescription", "chart");
  frame.setAttribute("aria-label", plot.dataset.words + ". Arrow keys go through its values.");
  plot.setAttribute("aria-hidden", "true");
  const ring = document.createElement("span");
  ring.className = "ring";
  ring.hidden = true;
  const said = document.createElement("span");
  said.className = "said";
  said.setAttribute("role", "status");
  frame.append(ring, said);

  let series = [];
  let at = null;

  /** Those that can be pointed at, each with its values from left to right. */
  function readSeries() {
    return chart.getOption().series
      .map((one, index) => ({
        index,
        name: one.name,
        silent: one.silent,
        values: one.data.map((value, place) => ({ value, place })).sort((a, b) => a.value[0] - b.value[0]),
      }))
      .filter((one) => !one.silent && one.values.length > 0);
  }

  function show() {
    const one = series[at.series];
    const { value, place } = one.values[at.value];
    const [x, y] = chart.convertToPixel({ seriesIndex: one.index }, value);
    // A value may lie outside the frame, as the first epochs do.
    ring.style.left = Math.max(0, Math.min(plot.clientWidth, x)) + "px";
    ring.style.top = Math.max(0, Math.min(plot.clientHeight, y)) + "px";
    ring.hidden = false;
    chart.dispatchAction({ type: "showTip", seriesIndex: one.index, dataIndex: place });
    said.textContent = words(one.name, value);
  }

  function hide() {
    at = null;
    ring.hidden = true;
    said.textContent = "";
    chart.dispatchAction({ type: "hideTip" });
  }

  /** The value of the series nearest to where one is along the first axis. */
  function nearest(values, x) {
    const away = (value) => Math.abs(value.value[0] - x);
    return values.reduce((best, value, index) => (away(value) < away(values[best]) ? index : best), 0);
  }

  function moved(key) {
    const last = series[at.series].values.length - 1;
    const clamp = (value, most) => Math.max(0, Math.min(most, value));
    switch (key) {
      case "ArrowLeft": return { series: at.series, value: clamp(at.value - 1, last) };
      case "ArrowRight": return { series: at.series, value: clamp(at.value + 1, last) };
      case "Home": return { series: at.series, value: 0 };
      case "End": return { series: at.series, value: last };
      default: {
        const next = clamp(at.series + (key === "ArrowDown" ? 1 : -1), series.length - 1);
        const x = series[at.series].values[at.value].value[0];
        return { series: next, value: next === at.series ? at.value : nearest(series[next].values, x) };
      }
    }
  }

  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
      return;
    }
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const first = at === null;
    series = readSeries();
    if (series.length > 0) {
      at = first ? { series: 0, value: 0 } : moved(event.key);
      show();
    }
  });
  frame.addEventListener("focus", () => {
    series = readSeries();
    if (series.length > 0 && frame.matches(":focus-visible")) {
      at = { series: 0, value: 0 };
      show();
    }
  });
  frame.addEventListener("blur", hide);
}
