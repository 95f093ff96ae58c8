package dev.thaw.dirt;

import dev.thaw.contract.Target;

class MariaDbByConnectorJDirtIT extends Catalogue {
    MariaDbByConnectorJDirtIT() {
        super(Target.MARIADB_BY_CONNECTOR_J, MySqlDirt.all());
    }
}
