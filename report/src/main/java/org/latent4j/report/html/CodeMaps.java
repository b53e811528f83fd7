package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.report.Examples;
import org.latent4j.report.Exhibit;
import org.latent4j.report.ModelResult;

/** The codes of the mapped examples on a plane, one map a model, with what is known of each. */
final class CodeMaps {
  private CodeMaps() {}

  static Map<String, Object> of(List<ModelResult> models, Examples examples) {
    List<Object> maps = new ArrayList<>();
    List<CodePlane> planes = new ArrayList<>();
    for (int model = 0; model < models.size(); model++) {
      if (models.get(model).exhibit().isEmpty()) {
        continue;
      }
      Exhibit exhibit = models.get(model).exhibit().get();
      if (!isFinite(exhibit.codes())) {
        continue;
      }
      CodePlane plane = CodePlane.of(exhibit.codes(), exhibit.prior());
      planes.add(plane);
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("model", model);
      map.put("axes", plane.axes());
      map.put("codes", plane.codes());
      map.put("prior", plane.prior());
      maps.add(map);
    }
    List<Object> factors =
        IntStream.range(0, examples.factors().size())
            .mapToObj(
                index ->
                    (Object)
                        Map.of(
                            "name",
                            examples.factors().get(index).name(),
                            "values",
                            examples.factors().get(index).values(),
                            "of",
                            examples.factorValues().get(index)))
            .toList();
    List<Integer> sizes =
        examples.factors().stream().map(factor -> factor.values().size()).toList();
    int first = FactorChoice.best(planes, examples.factorValues(), sizes);
    return Map.of("maps", maps, "factors", factors, "first", first);
  }

  private static boolean isFinite(Tensor codes) {
    for (float number : codes.data()) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return codes.size() > 0;
  }
}
