package io.tradewind.commerce.app.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a component of a request or answer means and may hold; the document and the checks are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What it means. */
    String value() default "";

    /** Least value of a number, least length of a text, least items of a list. */
    long min() default Long.MIN_VALUE;

    /** Largest value of a number, most characters of a text, most items of a list. */
    long max() default Long.MAX_VALUE;

    /** A regular expression for the whole text; empty for none. */
    String pattern() default "";

    /** The kind of thing a text is the id of. */
    IdKind[] id() default {};
}
