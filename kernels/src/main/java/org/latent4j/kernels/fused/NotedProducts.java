package org.latent4j.kernels.fused;

import java.util.List;

/** Products to be done again. */
public final class NotedProducts {
  private final Products products;
  private final List<Products.Product> noted;

  NotedProducts(Products products, List<Products.Product> noted) {
    this.products = products;
    this.noted = List.copyOf(noted);
  }

  public int count() {
    return noted.size();
  }

  /** Multiplications and additions in all of them. */
  public long operations() {
    return noted.stream().mapToLong(Products.Product::operations).sum();
  }

  /** Does them again, in order. */
  public void repeat() {
    for (Products.Product product : noted) {
      products.multiply(product, Products.Surroundings.NONE);
    }
  }
}
