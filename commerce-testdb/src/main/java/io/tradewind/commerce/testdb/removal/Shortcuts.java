package io.tradewind.commerce.testdb.removal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;

/** Takes shortcuts in this process, and leaves them again: classes get another text while they are in use. */
public final class Shortcuts {
    private static final ClassReloadingStrategy PROCESS = ClassReloadingStrategy.of(ByteBuddyAgent.install());

    private Shortcuts() {}

    /** From now on they are taken; fails if one of them finds nothing to change. */
    public static void take(List<Shortcut> shortcuts) {
        shortcuts.stream().map(Shortcut::type).distinct().forEach(type -> {
            DynamicType.Builder<?> text = new ByteBuddy()
                    .with(TypeValidation.DISABLED)
                    .with(Implementation.Context.Disabled.Factory.INSTANCE)
                    .redefine(type);
            List<Shortcut> here =
                    shortcuts.stream().filter(it -> it.type().equals(type)).toList();
            for (Shortcut each : here) {
                text = each.applyTo(text);
            }
            DynamicType.Unloaded<?> changed = text.make();
            here.forEach(Shortcut::requireFound);
            changed.load(type.getClassLoader(), PROCESS);
        });
    }

    /** The classes have their own text again. */
    public static void leave(List<Shortcut> shortcuts) {
        if (shortcuts.isEmpty()) {
            return;
        }
        try {
            PROCESS.reset(
                    ClassFileLocator.ForClassLoader.of(Shortcuts.class.getClassLoader()),
                    shortcuts.stream().map(Shortcut::type).distinct().toArray(Class<?>[]::new));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
