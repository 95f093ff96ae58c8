package dev.thaw.testkit.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** A user and a password that nobody can guess: the servers listen on a port that every local user can reach. */
record Credentials(String user, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Credentials with a new password of letters, digits, '-' and '_', which needs no quoting in SQL or URLs. */
    static Credentials of(String user) {
        byte[] secret = new byte[18];
        RANDOM.nextBytes(secret);
        return new Credentials(user, Base64.getUrlEncoder().encodeToString(secret));
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }
}
