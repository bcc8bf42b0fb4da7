/**
 * Numbering plans: which area codes lie in which zones, from the plans themselves. With the places (places.ts) these are
 * the second source beside libphonenumber's map. Each table names where it can be looked up.
 */

/** Lines `zones: prefixes` with the calling code; a prefix holds for all numbers below it that no longer one names. */
export const planTables: readonly { source: string; table: string }[] = [
  {
    source: "Anatel, Plano Geral de Códigos Nacionais (Resolução 263/2001): DDD by state; Fernando de Noronha is in 81",
    table: `
      America/Sao_Paulo: 5511 5512 5513 5514 5515 5516 5517 5518 5519 5521 5522 5524 5527 5528 5531 5532 5533 5534 5535 5537 5538 5541 5542 5543 5544 5545 5546 5547 5548 5549 5551 5553 5554 5555 5561 5562 5564
      America/Araguaina: 5563
      America/Cuiaba: 5565 5566
      America/Campo_Grande: 5567
      America/Rio_Branco: 5568
      America/Porto_Velho: 5569
      America/Bahia: 5571 5573 5574 5575 5577
      America/Maceio: 5579 5582
      America/Noronha America/Recife: 5581
      America/Recife: 5587
      America/Fortaleza: 5583 5584 5585 5586 5588 5589 5598 5599
      America/Belem America/Santarem: 5591 5593 5594
      America/Belem: 5596
      America/Manaus: 5592
      America/Manaus America/Eirunepe: 5597
      America/Boa_Vista: 5595`,
  },
  {
    source:
      "NANPA, area code (NPA) database, column of time zones, and Canada's CNAC maps: codes of states in two zones",
    table: `
      America/Adak America/Anchorage: 1907
      America/Phoenix: 1480 1602 1623
      America/Denver America/Phoenix: 1520 1928
      America/New_York: 1239 1305 1321 1324 1352 1386 1407 1561 1645 1656 1689 1727 1728 1754 1772 1786 1813 1863 1904 1941 1954
      America/Chicago America/New_York: 1448 1850
      America/Boise America/Los_Angeles: 1208 1986 1458 1541
      America/Chicago America/New_York: 1219 1574 1812 1930
      America/New_York: 1260 1317 1463 1765
      America/Chicago: 1316 1913
      America/Chicago America/Denver: 1620 1785
      America/Chicago America/New_York: 1270 1364 1606
      America/New_York: 1502 1859
      America/Chicago America/New_York: 1906
      America/New_York: 1231 1248 1269 1313 1517 1586 1616 1679 1734 1810 1947 1989
      America/Chicago: 1402 1531
      America/Chicago America/Denver: 1308 1605 1701
      America/Los_Angeles: 1702 1725
      America/Denver America/Los_Angeles: 1775
      America/Los_Angeles: 1503 1971
      America/Chicago America/New_York: 1423
      America/New_York: 1865
      America/Chicago: 1615 1629 1731 1901
      America/Chicago America/New_York: 1931
      America/Denver: 1915
      America/Chicago America/Denver: 1432
      America/Chicago: 1210 1214 1254 1281 1325 1346 1361 1409 1430 1469 1512 1621 1682 1713 1726 1737 1806 1817 1830 1832 1903 1936 1940 1945 1956 1972 1979
      America/Toronto America/Winnipeg America/Atikokan: 1807
      America/Toronto: 1226 1249 1289 1343 1365 1382 1416 1437 1519 1548 1613 1647 1683 1705 1742 1753 1905 1942
      America/Toronto America/Halifax America/Blanc-Sablon: 1273 1367 1418 1581
      America/Toronto: 1263 1354 1438 1450 1468 1514 1579 1819 1873
      America/Vancouver: 1604
      America/Vancouver America/Edmonton America/Creston America/Dawson_Creek America/Fort_Nelson: 1236 1250 1257 1672 1778
      America/Regina America/Edmonton: 1306 1474 1639
      America/St_Johns America/Goose_Bay: 1709 1879
      America/Edmonton America/Inuvik America/Whitehorse America/Iqaluit America/Rankin_Inlet America/Cambridge_Bay America/Atikokan America/Resolute: 1867`,
  },
  {
    source:
      "ACMA, Telecommunications Numbering Plan 2015: 02 NSW and ACT, 03 Victoria and Tasmania, 07 Queensland, 08 the rest",
    table: `
      Australia/Sydney: 612
      Australia/Melbourne Australia/Hobart: 613
      Australia/Brisbane: 617
      Australia/Adelaide Australia/Darwin Australia/Perth: 618
      Australia/Perth: 6185 6186 6189
      Australia/Adelaide: 6187 6188
      Australia/Darwin: 61879 61889
      Australia/Broken_Hill Australia/Sydney: 61880`,
  },
  {
    source:
      "Российская система и план нумерации (Приказ 142 of 2006), codes ABC by region; time of the region: IANA, file europe",
    table: `
      Asia/Irkutsk: 7301 7395
      Asia/Chita: 7302
      Europe/Samara: 7341 7846 7848
      Asia/Yekaterinburg: 7342 7343 7345 7346 7347 7349 7351 7352 7353
      Asia/Omsk: 7381
      Asia/Tomsk: 7382
      Asia/Novosibirsk: 7383
      Asia/Novokuznetsk: 7384
      Asia/Barnaul: 7385 7388
      Asia/Krasnoyarsk: 7390 7391 7394
      Asia/Yakutsk Asia/Vladivostok Asia/Srednekolymsk: 7411
      Asia/Magadan: 7413
      Asia/Kamchatka: 7415
      Asia/Yakutsk: 7416
      Asia/Vladivostok: 7421 7423 7426
      Asia/Sakhalin: 7424
      Asia/Anadyr: 7427
      Europe/Kaliningrad: 7401
      Europe/Moscow: 736 7471 7472 7473 7474 7475 7481 7482 7483 7484 7485 7486 7487 7491 7492 7493 7494 7495 7496 7498 7499 7811 7812 7813 7814 7815 7816 7817 7818 7820 7821 7831 7833 7834 7835 7836 7841 7843 7844 7847 7855 7856 7857 7860 7861 7862 7863 7865 7866 7867 7869 7871 7872 7873 7877 7878 7879
      Europe/Ulyanovsk: 7842
      Europe/Saratov: 7845
      Europe/Astrakhan: 7851
      Asia/Qyzylorda: 733
      Asia/Almaty: 771 772`,
  },
  {
    source:
      "Kominfo, Rencana Dasar Teknis Nasional 2000 (KM 4/2001), area codes; time of the province: Keppres 41/1987",
    table: `
      Asia/Jakarta: 6221 6222 6223 6224 6225 6226 6227 6228 6229 6231 6232 6233 6234 6235
      Asia/Makassar: 62361 62362 62363 62365 62366 62368 6237 6238 6240 6241 6242 6243 6245 6246 6247 6248
      Asia/Makassar: 62511 62512 62517 62518 62527 6254 6255
      Asia/Jakarta Asia/Makassar: 62526
      Asia/Pontianak: 62513 62519 62522 62525 62528 6253 6256
      Asia/Jakarta: 6261 6262 6263 6264 6265 6270 6271 6272 6273 6274 6275 6276 6277
      Asia/Jayapura: 6290 6291 6292 6295 6296 6297 6298`,
  },
  {
    source:
      "Subtel, Plan Técnico Fundamental de Numeración: area codes by province; Easter Island is in 32; 44, 600, 800 and 9 are of no area",
    table: `
      America/Punta_Arenas America/Santiago Pacific/Easter: 5644 5660 5680 569
      America/Santiago Pacific/Easter: 5632
      America/Punta_Arenas: 5661
      America/Coyhaique: 5667
      America/Santiago: 562 5633 5634 5635 564 5651 5652 5653 5655 5657 5658 5663 5664 5665 567`,
  },
  {
    source:
      "CNMC, Plan nacional de numeración telefónica: Las Palmas 928 and 828, Santa Cruz de Tenerife 922 and 822; 400 is of no area",
    table: `
      Atlantic/Canary: 34822 34828 34922 34928
      Atlantic/Canary Europe/Madrid: 3440
      Europe/Madrid: 3481 3483 34820 34821 34823 34824 34825 34826 3484 3485 3486 3487 3488 3491 3493 34920 34921 34923 34924 34925 34926 34927 3494 3495 3496 3497 3498`,
  },
  {
    source: "ANACOM, Plano Nacional de Numeração: Azores 292, 295, 296; Madeira 291",
    table: `
      Atlantic/Azores: 351292 351295 351296
      Atlantic/Madeira: 351291
      Europe/Lisbon: 35121 35122 35123 35124 35125 35126 35127 35128 351289`,
  },
  {
    source: "ARCOTEL, Plan Técnico Fundamental de Numeración: Galápagos is in 05 with Manabí and Los Ríos",
    table: `
      America/Guayaquil Pacific/Galapagos: 5935
      America/Guayaquil: 5932 5933 5934 5936 5937`,
  },
  {
    source: "ITU-T E.129, national numbering plans: Greenland (Qaanaaq 97, Ittoqqortoormiit 99), Micronesia (by state)",
    table: `
      America/Nuuk America/Thule: 299
      America/Thule: 29997
      America/Scoresbysund: 29999
      America/Nuuk: 2993 2996 2998 29991 29992 29994 29995 29996 29998
      Pacific/Chuuk Pacific/Kosrae Pacific/Pohnpei: 691
      Pacific/Pohnpei: 69132
      Pacific/Chuuk: 69133 69135
      Pacific/Kosrae: 69137`,
  },
  {
    source:
      "ITU-T E.129, national numbering plans: Mongolia (aimags 14 and 24 in the west), Papua New Guinea, Polynesia",
    table: `
      Asia/Hovd Asia/Ulaanbaatar: 976
      Asia/Ulaanbaatar: 97611 97612 97613 97615 97621 97622 97623 97625
      Pacific/Bougainville Pacific/Port_Moresby: 675
      Pacific/Gambier Pacific/Marquesas Pacific/Tahiti: 689`,
  },
  {
    source:
      "NAD (Number Administration Deed), New Zealand: 03 is the South Island with the Chatham Islands, 02 mobiles",
    table: `
      Pacific/Auckland: 644 646 647 649
      Pacific/Auckland Pacific/Chatham: 642 643`,
  },
];
