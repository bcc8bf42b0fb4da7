import { beforeEach, describe, expect, test } from "vitest";
import { keys, queryClient } from "../../lib/query.ts";
import { type Campaign, forgetCampaign, keepCampaign, listKey } from "./kept.ts";

/** As much of a campaign as keeping it goes by. */
const campaign = (id: string, name: string) => ({ id, name }) as Campaign;
const list = (...pages: Campaign[][]) => ({
  pages: pages.map((items) => ({ items, nextCursor: null, total: items.length })),
  pageParams: pages.map(() => undefined),
});
const names = (filter: object) =>
  queryClient
    .getQueryData<ReturnType<typeof list>>(listKey(filter))
    ?.pages.map(({ items }) => items.map(({ name }) => name));

beforeEach(() => queryClient.clear());

describe("a campaign that an event tells of", () => {
  test("is changed on its page and in its row of every list, and no other row is", () => {
    queryClient.setQueryData(listKey({ sort: "name" }), list([campaign("1", "One")], [campaign("2", "Two")]));
    queryClient.setQueryData(listKey({ status: "running" }), list([campaign("2", "Two")]));
    keepCampaign(campaign("2", "Two, later"));
    expect(names({ sort: "name" })).toEqual([["One"], ["Two, later"]]);
    expect(names({ status: "running" })).toEqual([["Two, later"]]);
    expect(queryClient.getQueryData(keys.campaign("2"))).toEqual({ id: "2", name: "Two, later" });
  });

  test("is put into no list that does not have it: where it stands there is for the server to say", () => {
    queryClient.setQueryData(listKey({}), list([campaign("1", "One")]));
    keepCampaign(campaign("9", "Nine"));
    expect(names({})).toEqual([["One"]]);
  });

  test("leaves the sums and counts beside the lists alone", () => {
    queryClient.setQueryData(keys.metrics({}), { totalCampaigns: 1 });
    keepCampaign(campaign("1", "One"));
    expect(queryClient.getQueryData(keys.metrics({}))).toEqual({ totalCampaigns: 1 });
  });
});

test("a deleted campaign is gone from the lists, with all that was kept of it", () => {
  queryClient.setQueryData(listKey({}), list([campaign("1", "One"), campaign("2", "Two")]));
  keepCampaign(campaign("1", "One"));
  queryClient.setQueryData(keys.campaignPart("1", "timeline"), []);
  forgetCampaign("1");
  expect(names({})).toEqual([["Two"]]);
  expect(queryClient.getQueryData(keys.campaign("1"))).toBeUndefined();
  expect(queryClient.getQueryData(keys.campaignPart("1", "timeline"))).toBeUndefined();
});
