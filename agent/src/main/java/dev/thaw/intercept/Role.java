package dev.thaw.intercept;

/** What a setting is for, told by its name. */
enum Role {
    URL,
    USER,
    PASSWORD,
    /** Another password: of a key store, a second factor. */
    SECRET,
    OTHER;

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
        return Urls.isSecretName(name, 0, name.length()) ? SECRET : OTHER;
    }
}
