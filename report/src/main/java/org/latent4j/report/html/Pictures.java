package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.evaluation.generation.Traversal;
import org.latent4j.report.Examples;
import org.latent4j.report.Exhibit;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.image.ImageGrid;

/**
 * Reconstructions, samples with their nearest training examples, and traversals as images inside
 * the page; for images that can be shown.
 */
final class Pictures {
  private static final int SAMPLES_ACROSS = 8;

  private Pictures() {}

  static Map<String, Object> of(Report report) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("present", false);
    if (report.examples().isEmpty()
        || !(report.examples().get().shape() instanceof DataShape.Image shape)
        || shape.channels() == 2
        || shape.channels() > 3) {
      return view;
    }
    Examples examples = report.examples().get();
    List<Object> reconstructions = new ArrayList<>();
    List<Object> samples = new ArrayList<>();
    List<Object> exPost = new ArrayList<>();
    List<Object> nearest = new ArrayList<>();
    List<Object> traversals = new ArrayList<>();
    reconstructions.add(row("original", -1, strip(shape, examples.shown())));
    for (int index = 0; index < report.models().size(); index++) {
      ModelResult model = report.models().get(index);
      if (model.exhibit().isEmpty()) {
        continue;
      }
      Exhibit exhibit = model.exhibit().get();
      reconstructions.add(row(model.name(), index, strip(shape, exhibit.reconstructions())));
      samples.add(row(model.name(), index, grid(shape, exhibit.samples().means())));
      exPost.add(exPost(model.name(), index, shape, exhibit.exPost()));
      nearest.add(nearest(model.name(), index, shape, exhibit));
      traversals.add(traversals(model.name(), index, shape, exhibit.traversals()));
    }
    view.put("present", reconstructions.size() > 1);
    view.put("reconstructions", reconstructions);
    view.put("samples", samples);
    view.put("exPost", exPost);
    view.put("nearest", nearest);
    view.put("traversals", traversals);
    return view;
  }

  private static Map<String, Object> exPost(
      String name, int model, DataShape.Image shape, Exhibit.ExPost exPost) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", name);
    view.put("model", model);
    view.put("reason", exPost.reason());
    exPost.means().ifPresent(means -> view.putAll(row(name, model, grid(shape, means))));
    return view;
  }

  private static Map<String, Object> nearest(
      String name, int model, DataShape.Image shape, Exhibit exhibit) {
    Tensor nearest = exhibit.nearest();
    Tensor samples = exhibit.samples().means().copyOfRows(0, nearest.rows());
    List<Object> rows =
        List.of(
            row("sample", model, strip(shape, samples)),
            row("nearest", model, strip(shape, nearest)));
    return Map.of("name", name, "model", model, "rows", rows);
  }

  private static Map<String, Object> traversals(
      String name, int model, DataShape.Image shape, List<Traversal> traversals) {
    List<Object> rows = new ArrayList<>();
    for (Traversal traversal : traversals) {
      rows.add(row(String.valueOf(traversal.dimension()), model, strip(shape, traversal.means())));
    }
    return Map.of("name", name, "model", model, "rows", rows);
  }

  private static Map<String, Object> row(String name, int model, Picture picture) {
    return Map.of(
        "name", name,
        "model", model,
        "source", picture.source,
        "width", picture.width,
        "height", picture.height);
  }

  private static Picture strip(DataShape.Image shape, Tensor images) {
    return picture(new ImageGrid(shape, Math.max(1, images.rows()), gap(shape), 1), images);
  }

  private static Picture grid(DataShape.Image shape, Tensor images) {
    return picture(new ImageGrid(shape, SAMPLES_ACROSS, gap(shape), 1), images);
  }

  private static int gap(DataShape.Image shape) {
    return Math.max(1, shape.width() / 14);
  }

  private static Picture picture(ImageGrid grid, Tensor images) {
    String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(grid.png(images));
    return new Picture(source, grid.width(), grid.height(images.rows()));
  }

  private record Picture(String source, int width, int height) {}
}
