import sdk from "@adobe/acc-js-sdk";

export async function confirmOrder({ endpoint, login, password, email }) {
  const client = await sdk.init(
    sdk.ConnectionParameters.ofUserAndPassword(endpoint, login, password), // the endpoint is Herald's: the one change
  );
  await client.logon();
  const id = await client.NLWS.nmsRtEvent.pushEvent({
    type: "order_confirmation",
    email,
    wishedChannel: "email",
    ctx: { $reference: "CN23453", client: { $firstname: "Anna" } },
  });
  const { status } = await client.NLWS.xtkQueryDef
    .create({
      schema: "nms:rtEvent",
      operation: "get",
      select: { node: [{ expr: "@status" }] },
      where: { condition: [{ expr: `@id=${id}` }] },
    })
    .executeQuery();
  await client.logoff();
  return { id, status };
}
