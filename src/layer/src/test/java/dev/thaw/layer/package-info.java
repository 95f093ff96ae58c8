/** The layer as Lambda sees it: the packaged zip, unpacked, its wrapper script run by a real shell on a real JVM. */
package dev.thaw.layer;
