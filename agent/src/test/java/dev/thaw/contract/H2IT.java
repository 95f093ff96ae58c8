package dev.thaw.contract;

class H2IT extends Contract {
    H2IT() {
        super(Target.H2);
    }
}
