package org.latent4j.benchmarks.peers;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.learning.config.Adam;

/** A network of one layer: Deeplearning4j's variational autoencoder, Bernoulli, Adam 1e-3. */
record VaeLayer(MultiLayerNetwork network, int features, int latent) {
  static VaeLayer relu(int features, int latent, int... hidden) {
    return of(features, latent, hidden, Activation.RELU, WeightInit.RELU);
  }

  static VaeLayer tanh(int features, int latent, int... hidden) {
    return of(features, latent, hidden, Activation.TANH, WeightInit.XAVIER);
  }

  private static VaeLayer of(
      int features, int latent, int[] hidden, Activation activation, WeightInit weights) {
    int[] mirrored = new int[hidden.length];
    for (int i = 0; i < hidden.length; i++) {
      mirrored[i] = hidden[hidden.length - 1 - i];
    }
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .weightInit(weights)
            .updater(new Adam(1e-3))
            .list()
            .layer(
                new org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder.Builder()
                    .nIn(features)
                    .nOut(latent)
                    .encoderLayerSizes(hidden)
                    .decoderLayerSizes(mirrored)
                    .activation(activation)
                    .pzxActivationFunction(Activation.IDENTITY)
                    .reconstructionDistribution(
                        new BernoulliReconstructionDistribution(new ActivationSigmoid()))
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return new VaeLayer(network, features, latent);
  }
}
