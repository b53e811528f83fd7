package org.latent4j.app;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import org.latent4j.app.command.Command;
import org.latent4j.app.command.PluginSource;
import org.latent4j.app.command.PluginsCommand;
import org.latent4j.runtime.catalog.Catalog;

/** What the program is composed of. */
final class CommandsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(PluginSource.class).toInstance(Catalog::discover);
    MapBinder<String, Command> commands =
        MapBinder.newMapBinder(binder(), String.class, Command.class);
    commands.addBinding("plugins").to(PluginsCommand.class);
  }
}
