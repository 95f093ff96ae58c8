package dev.thaw.dirt;

import dev.thaw.contract.Target;

class PostgresDirtIT extends Catalogue {
    PostgresDirtIT() {
        super(Target.POSTGRESQL, PostgresDirt.all());
    }
}
