/** The part of Handlebars that runs: templates come to it compiled. */
declare module "handlebars/runtime.js" {
  const runtime: {
    template(specification: object): (view: object) => string
  }
  export default runtime
}
