package io.herald.bench.endtoend;

import io.herald.bench.stage.Folders;
import io.herald.bench.stage.Processes;
import io.herald.bench.stage.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * Postfix with a configuration and a queue of its own, relaying everything to the sink: accepted
 * means on disk, as always with it. Tuned only where its defaults would slow down a relay with one
 * next hop.
 */
final class Postfix implements Contender {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final Path mail;
  private final int port;
  private final String version;

  private Postfix(Path folder, Path mail, int port, String version) {
    this.folder = folder;
    this.mail = mail;
    this.port = port;
    this.version = version;
  }

  /**
   * Starts it; needs root, because Postfix does.
   *
   * @param sinkPort where it relays to
   */
  static Postfix start(int sinkPort) throws IOException, InterruptedException {
    // a path that Postfix's own user can go through
    Path folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "herald-postfix-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    int port = Program.freePort();
    Path configuration = Files.createDirectory(folder.resolve("etc"));
    Files.createDirectory(folder.resolve("queue"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Processes.run(PATIENCE, List.of("chown", "postfix", data.toString()));
    Files.writeString(
        configuration.resolve("main.cf"),
        """
        compatibility_level = 3.6
        queue_directory = %1$s/queue
        data_directory = %1$s/data
        maillog_file = %1$s/maillog
        maillog_file_prefixes = /tmp
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = bench.herald.example
        mydestination =
        local_recipient_maps =
        alias_maps =
        mynetworks = 127.0.0.0/8
        relayhost = [127.0.0.1]:%2$d
        smtpd_recipient_restrictions = permit_mynetworks, reject
        smtp_tls_security_level = none
        smtpd_tls_security_level = none
        smtpd_peername_lookup = no
        smtp_dns_support_level = disabled
        smtp_connection_cache_destinations = [127.0.0.1]:%2$d
        initial_destination_concurrency = 20
        default_destination_concurrency_limit = 50
        """
            .formatted(folder, sinkPort));
    Files.writeString(
        configuration.resolve("master.cf"),
        """
        127.0.0.1:%d inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
            .formatted(port));
    Path mail = folder.resolve("mail.eml");
    Files.write(mail, SampleMail.bytes());
    String version =
        Processes.run(PATIENCE, List.of("postconf", "-h", "mail_version"))
            + ", private configuration";
    Postfix postfix = new Postfix(folder, mail, port, version);
    postfix.control("start");
    return postfix;
  }

  private void control(String word) throws IOException, InterruptedException {
    Processes.run(PATIENCE, List.of("postfix", "-c", folder.resolve("etc").toString(), word));
  }

  @Override
  public String name() {
    return "Postfix, accept and relay";
  }

  @Override
  public String key() {
    return "Postfix";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public boolean numbersMails() {
    return false;
  }

  @Override
  public void push(Mails mails) throws IOException, InterruptedException {
    SmtpSource.push(port, mail, mails.count());
  }

  @Override
  public void awaitSettled() {
    // a mail leaves the queue right after the sink has answered
  }

  @Override
  public Duration cpu() {
    try {
      long master =
          Long.parseLong(Files.readString(folder.resolve("queue/pid/master.pid")).strip());
      return ProcessHandle.of(master).map(Processes::cpu).orElse(Duration.ZERO);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      control("stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.remove(folder);
  }
}
