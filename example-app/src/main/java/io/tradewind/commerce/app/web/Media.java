package io.tradewind.commerce.app.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.app.staff.Secret;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Pictures that staff have sent. What a file is, its bytes say, not its name; it is measured before it is decoded, one
 * at a time, drawn anew without anything hidden in it, and kept under a name of ours outside the class path. Safe for many threads.
 */
public final class Media {
    /** Largest file, in bytes. */
    public static final int LARGEST = 8 * 1024 * 1024;

    private static final long MOST_PIXELS = 40_000_000;
    private static final String FOLDER = "media/";
    private static final int WIDEST = 1600;
    /** What is decoded of a picture; every second point of larger ones is enough to draw them small. */
    private static final double MOST_DECODED = 12_000_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{27}(?:-([0-9]{1,4})x([0-9]{1,4}))?[.](jpg|png)");

    /** Width and height of a picture in points. */
    public record Size(int width, int height) {}

    private final Path folder;
    private final Semaphore turn = new Semaphore(1);

    /** Keeps pictures in that folder. */
    public Media(Path folder) {
        this.folder = folder;
    }

    /** A file that is no picture we take, in words for the person who sent it. */
    public static final class NotAPicture extends Exception {
        private static final long serialVersionUID = 1L;

        NotAPicture(String words) {
            super(words);
        }
    }

    /** How large a picture of ours is, as its name says; empty for others and for those kept before names said it. */
    public static Optional<Size> size(String source) {
        Matcher name = NAME.matcher(source.startsWith(FOLDER) ? source.substring(FOLDER.length()) : "");
        return name.matches() && name.group(1) != null
                ? Optional.of(new Size(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /** Adds the route that serves them. */
    public void routes(RoutesConfig routes) {
        routes.get("/media/{name}", this::serve);
    }

    private void serve(Context context) {
        String name = context.pathParam("name");
        Path file = folder.resolve(name);
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(name.endsWith(".png") ? "image/png" : "image/jpeg");
        try {
            context.result(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a picture; the source under which products name it. */
    public String keep(byte[] file) throws NotAPicture {
        String kind = kind(file)
                .orElseThrow(() -> new NotAPicture("That is no JPEG or PNG picture. Save it as one of these."));
        try {
            BufferedImage picture = inTurn(file, kind);
            String ending = kind.equals("png") ? ".png" : ".jpg";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, kind, bytes);
            Files.createDirectories(folder);
            String name = Secret.fresh() + "-" + picture.getWidth() + "x" + picture.getHeight() + ending;
            Path parked = Files.createTempFile(folder, "new", ".part");
            Files.write(parked, bytes.toByteArray());
            Files.move(parked, folder.resolve(name));
            return FOLDER + name;
        } catch (IOException broken) {
            throw new NotAPicture("The picture is damaged and could not be read. Save it anew.");
        }
    }

    private static Optional<String> kind(byte[] file) {
        if (file.length > 8 && (file[0] & 0xFF) == 0x89 && file[1] == 'P' && file[2] == 'N' && file[3] == 'G') {
            return Optional.of("png");
        }
        boolean jpeg =
                file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8 && (file[2] & 0xFF) == 0xFF;
        return jpeg ? Optional.of("jpeg") : Optional.empty();
    }

    private BufferedImage inTurn(byte[] file, String kind) throws IOException, NotAPicture {
        turn.acquireUninterruptibly();
        try {
            return drawn(file, kind);
        } finally {
            turn.release();
        }
    }

    private static BufferedImage drawn(byte[] file, String kind) throws IOException, NotAPicture {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind);
        ImageReader reader = readers.next();
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS || width < 50 || height < 50) {
                throw new NotAPicture(
                        "The picture has " + width + " × " + height + " points. Use 50 × 50 to 40 million points.");
            }
            ImageReadParam how = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt(width * height / MOST_DECODED));
            how.setSourceSubsampling(step, step, 0, 0);
            return scaled(reader.read(0, how), kind);
        } catch (RuntimeException malformed) { // readers throw all kinds for files made to break them
            throw new IOException(malformed);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage scaled(BufferedImage from, String kind) {
        double factor = Math.min(1, (double) WIDEST / Math.max(from.getWidth(), from.getHeight()));
        int width = Math.max(1, (int) Math.round(from.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(from.getHeight() * factor));
        BufferedImage to = new BufferedImage(
                width, height, kind.equals("png") ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = to.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(from, 0, 0, width, height, null);
        pen.dispose();
        return to;
    }
}
