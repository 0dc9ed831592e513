package io.herald.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom the server runs. PostgreSQL refuses root; where Herald runs as root (a container, most
 * often) the server is put behind a program that takes root away.
 *
 * @param prefix what to put before a command; empty for an ordinary user
 * @param ownsFiles whether the server is another user, to whom its directory must belong
 */
record ServerUser(List<String> prefix, boolean ownsFiles) {
  private static final Logger log = LoggerFactory.getLogger(ServerUser.class);
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** By number: the name of its group differs between systems. */
  private static final String NOBODY = "65534";

  /** Ourselves, when we are not root. */
  static final ServerUser OURSELVES = new ServerUser(List.of(), false);

  /**
   * The ways to get rid of root, best first. A user namespace keeps the files ours and works
   * wherever the directory is; the others need the directory to belong to nobody and all folders
   * above to let that user through.
   */
  static final List<ServerUser> WAYS_FROM_ROOT =
      List.of(
          new ServerUser(List.of("unshare", "-U"), false),
          new ServerUser(
              List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true),
          new ServerUser(List.of("runuser", "-u", "nobody", "--"), true));

  ServerUser {
    prefix = List.copyOf(prefix);
  }

  /**
   * A command as this user.
   *
   * @param command program and arguments
   */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /** Whether files created here belong to root, asked of a file of ours. */
  static boolean isRoot(Path fileOfOurs) throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(fileOfOurs, "unix:uid"));
  }

  /**
   * Tries whether this user can do the work: is not root, may write the directory and run the
   * programs. Hands the directory over first where that is needed.
   */
  boolean works(Path directory, PostgresBinaries binaries) {
    try {
      if (!prefix.isEmpty() && !Commands.exists(prefix.getFirst())) {
        return false;
      }
      if (ownsFiles) {
        Commands.run(BOUND, List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()));
      }
      Commands.Ended tried =
          Commands.run(
              BOUND,
              command(
                  List.of(
                      "sh",
                      "-c",
                      "[ \"$(id -u)\" != 0 ] && [ -w \"$1\" ] && \"$2\" --version",
                      "probe",
                      directory.toString(),
                      binaries.program("postgres"))));
      if (!tried.well()) {
        log.debug("Running PostgreSQL through {} does not work: {}", prefix, tried.output());
      }
      return tried.well();
    } catch (IOException e) {
      log.debug("Running PostgreSQL through {} does not work", prefix, e);
      return false;
    }
  }
}
