/** The rules of the house, checked on the compiled agent. */
package dev.thaw.architecture;
