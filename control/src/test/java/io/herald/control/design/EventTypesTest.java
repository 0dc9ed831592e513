package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TPL-1, TPL-2, DM-1, DM-40: event types over the API. */
@ControlTest
class EventTypesTest {
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void whatWasCreatedIsReadBackWithItsHistory() {
    Answer created = control.post("/v1/event-types", Samples.json(Samples.cartType()));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/v1/event-types/EVTcartAbandonment");
    Answer read = control.get("/v1/event-types/EVTcartAbandonment");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("/label")).isEqualTo("Verlassener Warenkorb – 放棄されたカート");
    assertThat(read.text("/channel")).isEqualTo("email");
    assertThat(read.text("/fields/0/type")).isEqualTo("decimal");
    assertThat(read.json().at("/fields/1/required").asBoolean()).isTrue();
    assertThat(read.text("/createdBy")).isEqualTo("marketer");
    assertThat(read.text("/created")).isEqualTo(read.text("/lastModified")).isNotEmpty();
  }

  @Test
  void aSecondOneOfTheSameNameIsRefused() {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));

    Answer again = control.post("/v1/event-types", Samples.json(Samples.cartType(), "label", "x"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/field")).isEqualTo("name");
    assertThat(again.text("/type")).isEqualTo("urn:herald:problem:name-taken");
  }

  @Test
  void whatWasReadCanBeChangedAndSentBackAsItIs() {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    String read = control.get("/v1/event-types/EVTcartAbandonment").http().body();

    Answer saved =
        control.put("/v1/event-types/EVTcartAbandonment", read.replace("Verlassener", "Voller"));

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.json().at("/revision").asInt()).isEqualTo(2);
    assertThat(saved.text("/label")).startsWith("Voller");
  }

  @Test
  void twoPeopleDoNotOverwriteEachOtherUnseen() {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    String path = "/v1/event-types/EVTcartAbandonment";
    String mine = Samples.json(Samples.cartType(), "label", "mine");
    assertThat(control.call("PUT", path, mine, Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(200);

    Answer byHeader = control.call("PUT", path, mine, Map.of("If-Match", "\"1\""));
    Answer byBody = control.put(path, Samples.json(Samples.cartType(), "revision", 1));
    Answer foreignTag = control.call("PUT", path, mine, Map.of("If-Match", "\"abc\""));
    Answer deletion = control.call("DELETE", path, null, Map.of("If-Match", "\"1\""));

    assertThat(byHeader.status()).isEqualTo(412);
    assertThat(byBody.status()).isEqualTo(409);
    assertThat(byBody.text("/field")).isEqualTo("revision");
    assertThat(foreignTag.status()).isEqualTo(412);
    assertThat(deletion.status()).isEqualTo(412);
    assertThat(control.get(path).json().at("/revision").asInt()).isEqualTo(2);
    assertThat(control.call("PUT", path, mine, Map.of("If-Match", "*")).status()).isEqualTo(200);
  }

  @Test
  void ofManyAtOnceWithTheSameRevisionOneIsSaved() throws InterruptedException {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      String body = Samples.json(Samples.cartType(), "label", "writer " + writer);
      writers.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      statuses.add(
                          control
                              .call(
                                  "PUT",
                                  "/v1/event-types/EVTcartAbandonment",
                                  body,
                                  Map.of("If-Match", "\"1\""))
                              .status())));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(statuses).hasSize(8).containsOnlyOnce(200);
    assertThat(statuses.stream().filter(status -> status == 412)).hasSize(7);
  }

  @Test
  void listsComeInTheOrderOfNamesAndCanBeReadOn() {
    for (String name : List.of("b_type", "EVTa", "a_type", "C_type")) {
      control.post("/v1/event-types", "{\"name\":\"" + name + "\"}");
    }

    Answer first = control.get("/v1/event-types?limit=3");
    Answer rest = control.get("/v1/event-types?limit=3&after=" + first.text("/next"));

    assertThat(first.json().at("/items").findValuesAsString("name"))
        .containsExactly("C_type", "EVTa", "a_type");
    assertThat(rest.json().at("/items").findValuesAsString("name")).containsExactly("b_type");
    assertThat(rest.json().has("next")).isFalse();
  }

  @Test
  void oneThatATemplateUsesIsNotDeleted() {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));

    Answer refused = control.delete("/v1/event-types/EVTcartAbandonment");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("RTEVTcartAbandonment");
    control.delete("/v1/templates/RTEVTcartAbandonment");
    assertThat(control.delete("/v1/event-types/EVTcartAbandonment").status()).isEqualTo(204);
    assertThat(control.delete("/v1/event-types/EVTcartAbandonment").status()).isEqualTo(404);
  }

  @Test
  void classicTypesAreOpenAndCannotDeclareFields() {
    assertThat(control.post("/v1/event-types", "{\"name\":\"order_confirmation\"}").status())
        .isEqualTo(201);

    Answer refused =
        control.post("/v1/event-types", Samples.json(Samples.cartType(), "name", "cart"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/field")).isEqualTo("fields");
  }

  @Test
  @DisplayName("TPL-2: a name has at most 64 characters, its prefix included")
  void aNameHasAtMost64CharactersWithItsPrefix() {
    String longest = "EVT" + "x".repeat(61);
    assertThat(control.post("/v1/event-types", "{\"name\":\"" + longest + "\"}").status())
        .isEqualTo(201);

    Answer refused = control.post("/v1/event-types", "{\"name\":\"" + longest + "x\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/field")).isEqualTo("name");
    assertThat(refused.text("/detail")).contains("64");
  }

  @Test
  void otherChannelsAreRefusedClearly() {
    Answer refused =
        control.post("/v1/event-types", Samples.json(Samples.cartType(), "channel", "sms"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/field")).isEqualTo("channel");
    assertThat(refused.text("/detail")).contains("email");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    Answer refused =
        control.post(
            "/v1/event-types",
            """
            {"name": "with blank", "label": "%s", "fields": []}
            """
                .formatted("x".repeat(256)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactly("name", "label");
  }

  @Test
  void aFieldIsNamedByItsPlace() {
    Answer refused =
        control.post(
            "/v1/event-types",
            """
            {"name": "EVTx", "fields": [
              {"name": "ok"}, {"name": "1st"}, {"name": "ok"}, {"name": "t", "type": "money"}]}
            """);

    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactly("fields[1].name", "fields[2].name", "fields[3].type");
    assertThat(control.post("/v1/event-types", "{\"name\": \"EVTx\", \"fields\": [null]}").status())
        .isEqualTo(400);
  }
}
