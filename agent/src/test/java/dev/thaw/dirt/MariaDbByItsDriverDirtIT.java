package dev.thaw.dirt;

import dev.thaw.contract.Target;

class MariaDbByItsDriverDirtIT extends Catalogue {
    MariaDbByItsDriverDirtIT() {
        super(Target.MARIADB_BY_ITS_DRIVER, MySqlDirt.all());
    }
}
