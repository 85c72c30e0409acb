// In a file of its own, because the page's Content-Security-Policy allows no inline script.

// What Swagger UI leaves out for people who listen to the page or have no mouse: names, levels of headings, and a way to
// scroll an example with the keyboard.
const ATTRIBUTES = {
  "#servers": { "aria-label": "Server" },
  ".information-container": { role: "region", "aria-label": "About this API" },
  ".schemes-server-container": { role: "region", "aria-label": "Server and key" },
  "h3.opblock-tag": { "aria-level": "2" },
  "section.models h4": { "aria-level": "2" },
  ".opblock h4": { "aria-level": "3" },
  ".opblock h5": { "aria-level": "4" },
  "pre.microlight": { tabindex: "0" },
};

function complete() {
  for (const [selector, attributes] of Object.entries(ATTRIBUTES)) {
    for (const element of document.querySelectorAll(`#swagger-ui ${selector}`)) {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    }
  }
}

new MutationObserver(complete).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  // Links within its buttons cannot be reached with the keyboard.
  deepLinking: false,
  defaultModelsExpandDepth: 0,
  // Would send the document to a validator on the internet.
  validatorUrl: null,
});
