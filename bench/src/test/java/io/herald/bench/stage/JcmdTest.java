package io.herald.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a JVM says of its heap, as two collectors of JDK 25 put it. */
class JcmdTest {
  private static final String G1 =
      """
      4711:
       garbage-first heap   total reserved 524288K, committed 204800K, used 52343K [0x00000000e0000000, 0x0000000100000000)
        region size 1M, 27 young (27648K), 3 survivor (3072K)
       Metaspace       used 70000K, committed 71000K, reserved 1114112K
      """;
  private static final String SERIAL =
      """
      4711:
       def new generation   total 9216K, used 2048K [0x00000000fec00000, 0x00000000ff600000)
      """;

  @Test
  void theHeapIsWhatItTookNotWhatItMayTakeAndTheClassesAreApart() {
    assertThat(Jcmd.committed(G1)).isEqualTo(200);
    assertThat(Jcmd.used(G1)).isEqualTo(51);
    assertThat(Jcmd.classes(G1)).isEqualTo(68);
  }

  @Test
  void aCollectorThatSpeaksOtherwiseGivesNoFigure() {
    assertThat(Jcmd.committed(SERIAL)).isZero();
  }
}
