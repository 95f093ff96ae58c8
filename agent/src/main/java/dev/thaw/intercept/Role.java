package dev.thaw.intercept;

/** What a setting is for, told by its name. */
enum Role {
    URL,
    USER,
    PASSWORD,
    /** Another password: of a key store, a second factor. */
    SECRET,
    /** Where it is set, the connection is nobody else's. */
    UNSHARED,
    OTHER;

    /** Settings by which a connection is not as a new one, or not the caller's alone. */
    private static final String[] UNSHARED_NAMES = {
        // Connector/J keeps with the connection what a migration may change: columns of results, parameters of
        // procedures.
        "cacheResultSetMetadata",
        "cacheCallableStmts",
        // It asks a class of the application's to change any settings as it connects,
        "propertiesTransform",
        // takes settings from a file, any of the others among them,
        "useConfigs",
        // or makes objects of the application's classes that live and die with the connection.
        "connectionLifecycleInterceptors",
        "queryInterceptors",
        "exceptionInterceptors",
        // MariaDB's driver hands out connections of a pool of its own.
        "pool",
    };

    static Role of(String name) {
        if (name.equalsIgnoreCase("url")) {
            return URL;
        }
        if (name.equalsIgnoreCase("user")) {
            return USER;
        }
        if (name.equalsIgnoreCase("password")) {
            return PASSWORD;
        }
        if (isUnshared(name, 0, name.length())) {
            return UNSHARED;
        }
        return Urls.isSecretName(name, 0, name.length()) ? SECRET : OTHER;
    }

    /** Whether this part of a text is the name of such a setting. */
    static boolean isUnshared(String text, int from, int to) {
        for (String name : UNSHARED_NAMES) {
            if (to - from == name.length() && text.regionMatches(true, from, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
