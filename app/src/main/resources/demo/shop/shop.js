// The page's own part: says thank you. What is pressed is sent by feedback.js.
document.addEventListener('click', function (event) {
  var button = event.target.closest('[data-thumb], [data-regenerate]');
  if (button) button.closest('article').classList.add('done');
});
