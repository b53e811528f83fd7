package org.latent4j.app;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import org.latent4j.app.command.BenchCommand;
import org.latent4j.app.command.Command;
import org.latent4j.app.command.CompareCommand;
import org.latent4j.app.command.CompletionCommand;
import org.latent4j.app.command.DataCommand;
import org.latent4j.app.command.EncodeCommand;
import org.latent4j.app.command.EvaluateCommand;
import org.latent4j.app.command.HelpCommand;
import org.latent4j.app.command.PluginSource;
import org.latent4j.app.command.PluginsCommand;
import org.latent4j.app.command.ReconstructCommand;
import org.latent4j.app.command.RerunCommand;
import org.latent4j.app.command.ResumeCommand;
import org.latent4j.app.command.SampleCommand;
import org.latent4j.app.command.SweepCommand;
import org.latent4j.app.command.TrainCommand;
import org.latent4j.app.command.TraverseCommand;
import org.latent4j.app.command.VersionCommand;
import org.latent4j.runtime.catalog.Catalog;

/** What the program is composed of. */
final class CommandsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(PluginSource.class).toInstance(Catalog::discover);
    MapBinder<String, Command> commands =
        MapBinder.newMapBinder(binder(), String.class, Command.class);
    commands.addBinding("compare").to(CompareCommand.class);
    commands.addBinding("train").to(TrainCommand.class);
    commands.addBinding("resume").to(ResumeCommand.class);
    commands.addBinding("rerun").to(RerunCommand.class);
    commands.addBinding("evaluate").to(EvaluateCommand.class);
    commands.addBinding("sample").to(SampleCommand.class);
    commands.addBinding("reconstruct").to(ReconstructCommand.class);
    commands.addBinding("encode").to(EncodeCommand.class);
    commands.addBinding("traverse").to(TraverseCommand.class);
    commands.addBinding("sweep").to(SweepCommand.class);
    commands.addBinding("bench").to(BenchCommand.class);
    commands.addBinding("plugins").to(PluginsCommand.class);
    commands.addBinding("data").to(DataCommand.class);
    commands.addBinding("completion").to(CompletionCommand.class);
    commands.addBinding("help").to(HelpCommand.class);
    commands.addBinding("version").to(VersionCommand.class);
  }
}
