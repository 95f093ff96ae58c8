/**
 * The catalogue of ways to dirty a session. After each of them the next borrower must find what a new connection is
 * like: all variables, tables, locks, transactions, as the server itself shows them.
 */
package dev.thaw.dirt;
