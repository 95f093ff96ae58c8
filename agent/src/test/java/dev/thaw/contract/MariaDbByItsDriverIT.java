package dev.thaw.contract;

class MariaDbByItsDriverIT extends Contract {
    MariaDbByItsDriverIT() {
        super(Target.MARIADB_BY_ITS_DRIVER);
    }
}
