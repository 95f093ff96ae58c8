/**
 * The randomised comparison: sequences of JDBC calls from a seed, on a plain connection and on a handed-out one side by
 * side, each on a database of its own, compared call by call.
 */
package dev.thaw.random;
