/** For a container's health check: exit 0 when the process on this port of this machine is ready. */
const answer = await fetch(`http://127.0.0.1:${process.argv[2]}/readyz`, { signal: AbortSignal.timeout(4_000) });
process.exit(answer.ok ? 0 : 1);
