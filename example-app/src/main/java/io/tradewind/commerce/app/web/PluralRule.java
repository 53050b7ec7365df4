package io.tradewind.commerce.app.web;

/** Which form a number takes, by the rules of CLDR. */
enum PluralRule {
    /** One and other: English, German and most of Europe. */
    GERMANIC {
        @Override
        String of(int number) {
            return number == 1 ? "one" : "other";
        }
    },
    /** All six forms. */
    ARABIC {
        @Override
        String of(int number) {
            int hundreds = number % 100;
            if (number <= 2) {
                return number == 0 ? "zero" : number == 1 ? "one" : "two";
            } else if (hundreds >= 3 && hundreds <= 10) {
                return "few";
            }
            return hundreds >= 11 ? "many" : "other";
        }
    };

    abstract String of(int number);

    static PluralRule of(String language) {
        return language.equals("ar") ? ARABIC : GERMANIC;
    }
}
