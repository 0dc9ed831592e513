import acs from "@adobe/aio-lib-campaign-standard";

export async function remindOfCart({ host, organization, apiKey, accessToken, email }) {
  const client = await acs.init(organization, apiKey, accessToken);
  client.sdk.spec.servers[0].url = `${host}/{ORGANIZATION}/campaign`; // the host is Herald's: the one change
  const sent = await client.sendTransactionalEvent("EVTcartAbandonment", {
    email,
    ctx: { cartAmount: "$ 125", lastProduct: "Leather motorbike jacket", firstName: "Jack" },
  });
  const read = await client.getTransactionalEvent("EVTcartAbandonment", sent.body.PKey);
  return { key: sent.body.PKey, status: read.body.status };
}
