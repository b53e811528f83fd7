package org.latent4j.runtime.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.type.MapType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sorts maps that have no order of their own by key when they are written: {@link Map#of} iterates
 * in another order in each Java machine. Maps that keep an order keep it.
 */
final class FixedOrder extends BeanSerializerModifier {
  private static final long serialVersionUID = 1L;

  private static final Set<Class<?>> WITHOUT_ORDER =
      Set.of(HashMap.class, Map.of(1, 1, 2, 2).getClass());

  @Override
  public JsonSerializer<?> modifyMapSerializer(
      SerializationConfig config,
      MapType type,
      BeanDescription description,
      JsonSerializer<?> serializer) {
    if (!WITHOUT_ORDER.contains(type.getRawClass())) {
      return serializer;
    }
    @SuppressWarnings("unchecked") // it writes maps, whatever the parameters of their type
    JsonSerializer<Object> maps = (JsonSerializer<Object>) serializer;
    return new Sorted(maps);
  }

  private static final class Sorted extends JsonSerializer<Object> implements ContextualSerializer {
    private final JsonSerializer<Object> maps;

    Sorted(JsonSerializer<Object> maps) {
      this.maps = maps;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
        throws JsonMappingException {
      @SuppressWarnings("unchecked") // as above
      JsonSerializer<Object> own =
          (JsonSerializer<Object>) provider.handleSecondaryContextualization(maps, property);
      return new Sorted(own);
    }

    @Override
    public void serialize(Object map, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      maps.serialize(new TreeMap<>((Map<?, ?>) map), generator, provider);
    }
  }
}
