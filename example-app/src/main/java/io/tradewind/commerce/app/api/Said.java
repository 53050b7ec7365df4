package io.tradewind.commerce.app.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text for people: the shop interface says it in the language of {@code Accept-Language}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD})
public @interface Said {
    /** What the text is. */
    Kind value() default Kind.SENTENCE;

    /** How a text is translated. */
    enum Kind {
        /** What the library says. */
        SENTENCE,
        /** A name from the catalog. */
        NAME,
        /** The name of a line of instructions how to pay. */
        INSTRUCTION
    }
}
