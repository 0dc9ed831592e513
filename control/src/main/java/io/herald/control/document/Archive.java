package io.herald.control.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The files inside a document, which is a zip; unpacked within bounds. */
final class Archive {
  static final int MOST_ENTRIES = 2_000;

  /** All together, unpacked. */
  static final int MOST_BYTES = 40 << 20;

  private static final int MOST_ELEMENTS = 500_000;

  /** Of styles, lists and relations each. */
  static final int MOST_ELEMENTS_BESIDE = 50_000;

  private final Map<String, byte[]> entries;

  private Archive(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  /**
   * Unpacks all of it.
   *
   * @throws UnreadableException when it is no zip, is damaged, or would become too large
   */
  static Archive read(byte[] zip) throws UnreadableException {
    Map<String, byte[]> entries = new HashMap<>();
    int left = MOST_BYTES;
    int count = 0;
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++count > MOST_ENTRIES) {
          throw new UnreadableException(
              "It holds more than " + MOST_ENTRIES + " files: save it anew, without old versions.");
        }
        byte[] bytes = in.readNBytes(left + 1);
        if (bytes.length > left) {
          throw new UnreadableException(
              String.format(
                  Locale.ROOT,
                  "It has more than %,d bytes when it is unpacked: make it shorter, and its"
                      + " pictures smaller.",
                  MOST_BYTES));
        }
        left -= bytes.length;
        entries.putIfAbsent(entry.getName(), bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableException(
          "It is damaged and cannot be unpacked: save and upload it anew.");
    }
    Archive archive = new Archive(entries);
    if (count == 0 || archive.isLocked()) {
      throw new UnreadableException(
          "It is neither a docx nor an odt file (perhaps it has a password): save it as one of"
              + " these, without a password.");
    }
    return archive;
  }

  /** An odt names in its manifest what is encrypted (OpenDocument 1.3, part 2, section 4.4). */
  private boolean isLocked() {
    byte[] manifest = get("META-INF/manifest.xml");
    return manifest != null
        && new String(manifest, StandardCharsets.ISO_8859_1).contains("encryption-data");
  }

  /** Null: it is not there. Do not change it. */
  byte @Nullable [] get(String name) {
    return entries.get(name);
  }

  /**
   * The XML file that holds the text.
   *
   * @throws UnreadableException when it is no XML, or is not there
   */
  Element xml(String name) throws UnreadableException {
    byte[] bytes = get(name);
    if (bytes == null) {
      throw new UnreadableException("It holds no " + name + ", so it is no docx or odt document.");
    }
    return Xml.read(name, bytes, MOST_ELEMENTS);
  }

  /** Another XML file, which may be missing: then it is empty. */
  Element xmlIfAny(String name) throws UnreadableException {
    byte[] bytes = get(name);
    return bytes == null ? Element.NONE : Xml.read(name, bytes, MOST_ELEMENTS_BESIDE);
  }
}
