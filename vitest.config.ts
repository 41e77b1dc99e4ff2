import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    reporters: ["default", "./test/plain-summary.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          isolate: false,
          include: ["{packages,apps}/*/test/**/*.test.ts", "test/architecture/**/*.test.ts"]
        }
      },
      {
        extends: true,
        test: {
          name: "cli",
          include: ["test/{cli,report,rate-limit}/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
})
