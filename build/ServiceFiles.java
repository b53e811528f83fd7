import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes META-INF/services from a compiled module descriptor, so that services are declared once,
 * in module-info.java, and are found on the class path too.
 *
 * <p>Usage: {@code java ServiceFiles.java <classes directory>}
 */
public final class ServiceFiles {
  private ServiceFiles() {}

  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    ModuleDescriptor descriptor;
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      descriptor = ModuleDescriptor.read(in);
    }
    Path services = Files.createDirectories(classes.resolve("META-INF").resolve("services"));
    for (ModuleDescriptor.Provides provides : descriptor.provides()) {
      String text = String.join("\n", provides.providers()) + "\n";
      Files.writeString(services.resolve(provides.service()), text);
    }
  }
}
