import { beforeEach, describe, expect, test } from "vitest";
import { keys, queryClient } from "../../lib/query.ts";
import { type Campaign, forgetCampaign, keepCampaign, keepCounts, listKey } from "./kept.ts";

/** As much of a campaign as keeping it goes by. */
const campaign = (id: string, name: string, status: Campaign["status"] = "running") =>
  ({ id, name, status }) as Campaign;
const statusCounts = { draft: 0, queued: 0, running: 5, paused: 1, completed: 0, canceled: 0 };
const list = (...pages: Campaign[][]) => ({
  pages: pages.map((items) => ({ items, nextCursor: null, total: 6, statusCounts })),
  pageParams: pages.map(() => undefined),
});
const names = (filter: object) =>
  queryClient
    .getQueryData<ReturnType<typeof list>>(listKey(filter))
    ?.pages.map(({ items }) => items.map(({ name }) => name));

const first = (filter: object) => {
  const page = queryClient.getQueryData<ReturnType<typeof list>>(listKey(filter))?.pages[0];
  return page && { counts: page.statusCounts, total: page.total };
};

beforeEach(() => queryClient.clear());

describe("a campaign that an event tells of", () => {
  test("is changed on its page and in its row of every list, and no other row is", () => {
    queryClient.setQueryData(listKey({ sort: "name" }), list([campaign("1", "One")], [campaign("2", "Two")]));
    queryClient.setQueryData(listKey({ status: "running" }), list([campaign("2", "Two")]));
    keepCampaign(campaign("2", "Two, later"));
    expect(names({ sort: "name" })).toEqual([["One"], ["Two, later"]]);
    expect(names({ status: "running" })).toEqual([["Two, later"]]);
    expect(queryClient.getQueryData(keys.campaign("2"))).toMatchObject({ id: "2", name: "Two, later" });
  });

  test("is put into no list that does not have it: where it stands there is for the server to say", () => {
    queryClient.setQueryData(listKey({}), list([campaign("1", "One")]));
    keepCampaign(campaign("9", "Nine"));
    expect(names({})).toEqual([["One"]]);
  });

  test("is counted by its new status where its row is loaded, on any page", () => {
    queryClient.setQueryData(listKey({}), list([campaign("1", "One")], [campaign("2", "Two")]));
    queryClient.setQueryData(listKey({ search: "x" }), list([campaign("1", "One")]));
    keepCampaign(campaign("2", "Two", "paused"));
    expect(first({})).toEqual({ counts: { ...statusCounts, running: 4, paused: 2 }, total: 6 });
    expect(first({ search: "x" })).toEqual({ counts: statusCounts, total: 6 });
  });

  test("leaves the sums and counts beside the lists alone", () => {
    queryClient.setQueryData(keys.metrics({}), { totalCampaigns: 1 });
    keepCampaign(campaign("1", "One"));
    expect(queryClient.getQueryData(keys.metrics({}))).toEqual({ totalCampaigns: 1 });
  });
});

test("counts that are asked for alone stand beside the rows that are loaded", () => {
  queryClient.setQueryData(listKey({}), list([campaign("1", "One")]));
  keepCounts({}, { items: [], nextCursor: null, total: 9, statusCounts: { ...statusCounts, queued: 3 } });
  expect(first({})).toEqual({ counts: { ...statusCounts, queued: 3 }, total: 9 });
  expect(names({})).toEqual([["One"]]);
  keepCounts({ search: "not loaded" }, { items: [], nextCursor: null, total: 9, statusCounts });
  expect(first({ search: "not loaded" })).toBeUndefined();
});

test("a deleted campaign is gone from the lists and their counts, with all that was kept of it", () => {
  queryClient.setQueryData(listKey({}), list([campaign("1", "One"), campaign("2", "Two")]));
  keepCampaign(campaign("1", "One"));
  queryClient.setQueryData(keys.campaignPart("1", "timeline"), []);
  forgetCampaign("1");
  expect(names({})).toEqual([["Two"]]);
  expect(first({})).toEqual({ counts: { ...statusCounts, running: 4 }, total: 5 });
  expect(queryClient.getQueryData(keys.campaign("1"))).toBeUndefined();
  expect(queryClient.getQueryData(keys.campaignPart("1", "timeline"))).toBeUndefined();
});
