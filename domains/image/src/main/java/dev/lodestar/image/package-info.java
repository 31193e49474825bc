/** Images: designs as PNG, scorers, and the tasks on MNIST and CIFAR-10. */
package dev.lodestar.image;
