-- For wrk: asks the addresses of a file in turn, and says at the end what came of it, as one JSON line.
local paths, at = {}, 0

function init(arguments)
  for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
  wrk.headers["Accept-Encoding"] = "gzip"
  wrk.headers["Accept-Language"] = "it, en"
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

function done(summary, latency)
  local failed = summary.errors
  local seconds = summary.duration / 1e6
  io.write(string.format(
    '{"requests": %d, "per_s": %.1f, "kb_each": %.1f, "p50_ms": %.3f, "p99_ms": %.3f, "worst_ms": %.3f, "failed": %d}\n',
    summary.requests, summary.requests / seconds, summary.bytes / math.max(summary.requests, 1) / 1000,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
