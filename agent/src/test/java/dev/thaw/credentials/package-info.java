/**
 * Passwords, tokens and secrets, on real servers and with the real libraries: who may have a warm connection, what
 * becomes of one when a password changes, and what of it all is on the heap.
 */
package dev.thaw.credentials;
