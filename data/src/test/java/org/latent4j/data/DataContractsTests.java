package org.latent4j.data;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.Factor;
import org.latent4j.api.spi.Provider;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.formats.CsvProvider;
import org.latent4j.data.formats.IdxProvider;
import org.latent4j.data.formats.ImagesProvider;
import org.latent4j.data.formats.NpyProvider;
import org.latent4j.data.formats.NpzProvider;
import org.latent4j.data.known.FashionMnistProvider;
import org.latent4j.data.known.FreyFacesProvider;
import org.latent4j.data.known.MnistBinarizedProvider;
import org.latent4j.data.known.MnistProvider;
import org.latent4j.testkit.DataSetContract;
import org.latent4j.testkit.ProviderContract;

/** Holds the sets and the providers to the test kit's contracts. */
class DataContractsTests {
  private static final DataShape IMAGE = new DataShape.Image(1, 2, 1);
  private static final FactorColumns LABELS =
      FactorColumns.of(new Factor("label", List.of("a", "b")), new int[] {1, 0, 1});
  private static final Tensor VALUES = Tensor.of(new float[] {0, 1, 0.5f, 0.25f, 0.9f, 0.6f}, 3, 2);

  /** 3 examples of 50 features, so that two draws are never the same by chance. */
  private static DataSet greys() {
    Tensor values = Tensor.zeros(3, 50);
    Arrays.fill(values.data(), 0.5f);
    return TensorDataSet.of(new DataShape.Image(5, 10, 1), values, LABELS);
  }

  @Nested
  class SpritesKeptTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return Sprites.of(23, new int[] {0, 5, 300_000, 737_279});
    }
  }

  @Nested
  class SpritesDrawnAnewTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return Sprites.of(64, new int[] {0, 5, 300_000, 737_279}, 0);
    }
  }

  @Nested
  class BytesTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return ByteDataSet.of(IMAGE, new byte[] {0, -1, 5, 7, 9, 100}, 255, LABELS);
    }
  }

  @Nested
  class FloatsTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return TensorDataSet.of(IMAGE, VALUES.copy(), LABELS);
    }
  }

  @Nested
  class PartTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return Subset.of(TensorDataSet.of(IMAGE, VALUES, LABELS), new int[] {2, 0});
    }
  }

  @Nested
  class ThresholdTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return BinarizedDataSet.threshold(TensorDataSet.of(IMAGE, VALUES, LABELS), 0.5);
    }
  }

  @Nested
  class DynamicallyBinarizedTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return BinarizedDataSet.dynamic(greys());
    }

    @Override
    public boolean isDrawnAnew() {
      return true;
    }
  }

  @Nested
  class PartOfDynamicallyBinarizedTests implements DataSetContract {
    @Override
    public DataSet dataSet() {
      return Subset.range(BinarizedDataSet.dynamic(greys()), 1, 3);
    }

    @Override
    public boolean isDrawnAnew() {
      return true;
    }
  }

  @Nested
  class SpritesProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new SpritesProvider();
    }
  }

  @Nested
  class MnistProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new MnistProvider();
    }
  }

  @Nested
  class FashionMnistProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new FashionMnistProvider();
    }
  }

  @Nested
  class MnistBinarizedProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new MnistBinarizedProvider();
    }
  }

  @Nested
  class FreyFacesProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new FreyFacesProvider();
    }
  }

  @Nested
  class IdxProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new IdxProvider();
    }
  }

  @Nested
  class NpyProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new NpyProvider();
    }
  }

  @Nested
  class NpzProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new NpzProvider();
    }
  }

  @Nested
  class CsvProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new CsvProvider();
    }
  }

  @Nested
  class ImagesProviderTests implements ProviderContract {
    @Override
    public Provider provider() {
      return new ImagesProvider();
    }
  }
}
