package dev.thaw.dirt;

import dev.thaw.contract.Target;

class H2DirtIT extends Catalogue {
    H2DirtIT() {
        super(Target.H2, H2Dirt.all());
    }
}
