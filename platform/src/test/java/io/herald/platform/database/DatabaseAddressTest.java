package io.herald.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Database URLs as operators write them. */
class DatabaseAddressTest {
  @Test
  void readsTheFormOfPostgresqlItself() {
    assertThat(DatabaseAddress.parse("postgresql://anna:p%40ss%2Fw%3Ard@db.example:6543/herald"))
        .isEqualTo(new DatabaseAddress("db.example", 6543, "herald", "anna", "p@ss/w:rd"));
    assertThat(DatabaseAddress.parse(" postgres://anna@[::1]/herald?sslmode=require\n"))
        .isEqualTo(
            new DatabaseAddress("::1", 5432, "herald", "anna", "", Map.of("sslmode", "require")));
  }

  @Test
  void readsTheFormOfTheJdbcDriver() {
    assertThat(
            DatabaseAddress.parse(
                "jdbc:postgresql://db.example/herald?user=anna&password=a+b%2Bc&sslmode=verify-full"))
        .isEqualTo(
            new DatabaseAddress(
                "db.example", 5432, "herald", "anna", "a b+c", Map.of("sslmode", "verify-full")));
  }

  @Test
  void givesTheDriverEverythingButTheCredentials() {
    DatabaseAddress address =
        new DatabaseAddress("::1", 5432, "my db", "anna", "secret1", Map.of("sslmode", "require"));
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/my%20db?sslmode=require");
    assertThat(address.toString()).isEqualTo("postgresql://anna@[::1]:5432/my%20db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://anna:secret1@host/db                | does not begin with postgresql://
          postgresql://anna:secret1@host              | names no database
          postgresql://anna:secret1@host/             | names no database
          postgresql://anna:secret1@host:x/db         | port that is not a number
          postgresql://anna:secret1@host:70000/db     | port that is not a number
          postgresql://anna:secret1/x@host/db         | port that is not a number
          postgresql://anna:secret1%@host/db          | in the password
          postgresql://anna:secret1%zz@host/db        | in the password
          postgresql://anna:secret1%ff@host/db        | not UTF-8 in the password
          postgresql://anna:secret1@/db               | names no host
          postgresql://anna:secret1@::1/db            | without brackets
          postgresql://anna:secret1@a,b/db            | more than one host
          postgresql://anna:secret1@host/db?ssl       | has a parameter
          postgresql://anna:secret1@host/db?foo=1     | has a parameter
          jdbc:postgresql://h/d?password=secret1&password=secret1 | password twice
          """)
  void saysWhatIsWrongAndNeverPrintsAPassword(String url, String complaint) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects postgresql://")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("secret1");
  }

  @Property(seed = "1")
  void readsBackWhatItWrites(
      @ForAll @IntRange(min = 1, max = 65535) int port,
      @ForAll @NotEmpty @StringLength(max = 20) String database,
      @ForAll @NotEmpty @StringLength(max = 20) String user,
      @ForAll @StringLength(max = 20) String password) {
    DatabaseAddress address =
        new DatabaseAddress("host", port, clean(database), clean(user), clean(password));
    assertThat(DatabaseAddress.parse(address.toUrl())).isEqualTo(address);
  }

  @Property(seed = "1")
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      DatabaseAddress.parse("postgresql://" + text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("expects postgresql://");
    }
  }

  /** What no name on the server can have: a zero byte, half a surrogate pair. */
  private static String clean(String text) {
    String clean = text.replaceAll("[\\x00\\p{Cs}]", "x");
    return clean.isEmpty() && !text.isEmpty() ? "x" : clean;
  }
}
