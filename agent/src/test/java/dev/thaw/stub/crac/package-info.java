/** A runtime's checkpoint API that makes no checkpoint, but tells whoever has registered as if it did. */
package dev.thaw.stub.crac;
