// Names of classes on a map: a name stands only where most codes around it are of its class.

/** The width of a label in pixels. */
const labelWidth = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (words, font) => {
    context.font = font;
    return context.measureText(words).width;
  };
})();

/**
 * Where each class is named, and which classes are not, as they are the most frequent nowhere or
 * all their places are taken. The name goes where its class outnumbers every other by most within
 * the radius; classes that do so by more are named first.
 *
 * @param points places in pixels, [x, y]
 * @param classes the class of each point
 * @param sizes the width and height of each class's name, in pixels
 * @param frame the width and height that names stay within
 * @param radius how far around a name its class is counted, in pixels
 * @return {class: [x, y]}, the middle of each name
 */
function placeNames(points, classes, sizes, frame, radius) {
  const candidates = [];
  points.forEach((point, index) => {
    const own = classes[index];
    // A name at the edge is moved inwards; what counts is what lies around the place it has then.
    const place = [0, 1].map((k) => Math.min(Math.max(point[k], sizes[own][k] / 2), frame[k] - sizes[own][k] / 2));
    const counts = new Map();
    points.forEach((other, at) => {
      if ((other[0] - place[0]) ** 2 + (other[1] - place[1]) ** 2 <= radius ** 2) {
        counts.set(classes[at], (counts.get(classes[at]) || 0) + 1);
      }
    });
    const others = Math.max(0, ...[...counts].filter(([value]) => value !== own).map(([, count]) => count));
    const margin = (counts.get(own) || 0) - others;
    if (margin > 0) {
      candidates.push({ own, place, margin });
    }
  });
  const named = {};
  const gap = 4;
  const free = (one) => Object.entries(named).every(([other, place]) =>
    [0, 1].some((k) => Math.abs(place[k] - one.place[k]) >= (sizes[other][k] + sizes[one.own][k]) / 2 + gap));
  candidates.sort((a, b) => b.margin - a.margin);
  for (const candidate of candidates) {
    if (!(candidate.own in named) && free(candidate)) {
      named[candidate.own] = candidate.place;
    }
  }
  return named;
}

/**
 * Places labels one after another, each at the first of its places where it lies within the frame
 * and on nothing that is there.
 *
 * @param labels each with its size, [width, height], and the places that suit it, the best first:
 *     the middle, [x, y]
 * @param taken what labels must not cover: middles and sizes, {place, size}
 * @param frame [left, top, right, bottom]
 * @return the middle of each label, or null where there is no room for it
 */
function placeLabels(labels, taken, frame) {
  const gap = 2;
  const boxes = taken.slice();
  return labels.map((label) => {
    const place = label.places.find((middle) =>
      [0, 1].every((k) => middle[k] - label.size[k] / 2 >= frame[k] && middle[k] + label.size[k] / 2 <= frame[k + 2])
      && boxes.every((box) => [0, 1].some((k) => Math.abs(box.place[k] - middle[k]) >= (box.size[k] + label.size[k]) / 2 + gap)));
    if (place) {
      boxes.push({ place, size: label.size });
    }
    return place || null;
  });
}
