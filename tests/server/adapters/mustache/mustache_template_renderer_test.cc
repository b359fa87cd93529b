#include "adapters/mustache/mustache_template_renderer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "adapters/icu/icu_wording.h"
#include "adapters/temporary_folder.h"

using adapters::mustache::MustacheTemplateRenderer;
using nlohmann::json;

namespace {

constexpr auto kEnglish = domain::Language::kEnglish;

// Two languages of a few words.
struct Words {
  Words() {
    folder.write("en.json", R"({"hello":"Hello {name} & all","bold_html":"<b>{name}</b>","many":"{n, plural, other {#}}"})");
    folder.write("de.json", R"({"hello":"Hallo {name} & alle","bold_html":"<i>{name}</i>","many":"{n, plural, other {#}}"})");
  }
  TemporaryFolder folder;
};

struct Fixture : Words {
  TemporaryFolder folder;
  adapters::icu::IcuWording wording{Words::folder.path()};
  MustacheTemplateRenderer templates{{folder.path()}, wording};

  std::string render(const std::string& text, const json& context) {
    folder.write("t.mustache", text);
    return MustacheTemplateRenderer{{folder.path()}, wording}.render("t", kEnglish, context).value();
  }

  std::string cause_of(const std::string& name) {
    const auto result = templates.render(name, kEnglish, json::object());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == base::ErrorCode::kInternal);
    CHECK(result.error().public_message.find("mustache") == std::string::npos);
    return result.error().cause;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "values are escaped for HTML, but not in plain text templates") {
  const json context = {{"name", "<b>\"Tom\" & 'Jerry'</b>"}};
  CHECK(render("{{name}}", context) == "&lt;b&gt;&quot;Tom&quot; &amp; &apos;Jerry&apos;&lt;/b&gt;");
  folder.write("mail/hello.text.mustache", "{{name}} {{> mail/part}}");
  folder.write("mail/part.mustache", "{{name}}");
  CHECK(templates.render("mail/hello.text", kEnglish, context) == "<b>\"Tom\" & 'Jerry'</b> <b>\"Tom\" & 'Jerry'</b>");
}

TEST_CASE_METHOD(Fixture, "every kind of JSON value has its meaning") {
  const json context = {{"text", "t"}, {"whole", 42}, {"fraction", 1.5}, {"yes", true}, {"no", false},
                        {"nothing", nullptr}, {"empty", ""}, {"zero", 0}, {"list", {{{"n", 1}}, {{"n", 2}}}},
                        {"none", json::array()}, {"deep", {{"er", {{"est", "d"}}}}}};
  CHECK(render("{{text}} {{whole}} {{fraction}} {{deep.er.est}}", context) == "t 42 1.5 d");
  CHECK(render("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{#nothing}}c{{/nothing}}{{#empty}}d{{/empty}}{{^empty}}e{{/empty}}", context) ==
        "ae");
  CHECK(render("{{#list}}<{{n}}>{{/list}}{{^none}}-{{/none}}{{zero}}[{{empty}}{{absent}}]", context) == "<1><2>-0[]");
}

TEST_CASE_METHOD(Fixture, "partials are templates of the same folder, with the values at hand") {
  folder.write("partials/header.mustache", "<h1>{{title}}</h1>\n");
  folder.write("partials/row.mustache", "{{n}};");
  folder.write("page.mustache", "{{> partials/header}}\n{{#rows}}{{>partials/row}}{{/rows}}\n");
  CHECK(templates.render("page", kEnglish, {{"title", "T"}, {"rows", {{{"n", 1}}, {{"n", 2}}}}}) == "<h1>T</h1>\n1;2;\n");
}

TEST_CASE_METHOD(Fixture, "a fault names the file it is in") {
  folder.write("page.mustache", "{{> partials/absent}}");
  CHECK(cause_of("page").find("partials/absent.mustache") != std::string::npos);
  folder.write("broken.mustache", "{{#open}}never closed");
  CHECK(cause_of("broken").find("broken.mustache") != std::string::npos);
  folder.write("endless.mustache", "{{> endless}}");
  CHECK(cause_of("endless").find("endless.mustache") != std::string::npos);
  CHECK(cause_of("nowhere").find("nowhere.mustache") != std::string::npos);
  folder.write("outside.mustache", "{{> ../../etc/passwd}}");
  CHECK(cause_of("outside").find("bad name") != std::string::npos);
  CHECK(cause_of("/etc/passwd").find("bad name") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "many threads may render at once") {
  folder.write("page.mustache", "{{#rows}}{{n}},{{/rows}}");
  const json context = {{"rows", {{{"n", 1}}, {{"n", 2}}, {{"n", 3}}}}};
  std::vector<std::thread> threads;
  std::vector<int> good(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) good[t] += templates.render("page", kEnglish, context) == "1,2,3,";
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == std::vector<int>{200, 200, 200, 200});
}

TEST_CASE_METHOD(Fixture, "a template's words are those of the language, params are the page's values") {
  folder.write("page.mustache", "<p>{{@ hello}} {{@bold_html}}</p>");
  const json context = {{"name", "<Tom>"}};
  CHECK(templates.render("page", kEnglish, context) == "<p>Hello &lt;Tom&gt; &amp; all <b>&lt;Tom&gt;</b></p>");
  CHECK(templates.render("page", domain::Language::kGerman, context) ==
        "<p>Hallo &lt;Tom&gt; &amp; alle <i>&lt;Tom&gt;</i></p>");
  folder.write("mail/m.text.mustache", "{{@ hello}}");
  CHECK(templates.render("mail/m.text", kEnglish, context) == "Hello <Tom> & all");
}

TEST_CASE_METHOD(Fixture, "a text that is missing, or needs more than a template can give, is a fault that names it") {
  folder.write("absent.mustache", "{{@ nobody.wrote.this}}");
  CHECK(cause_of("absent").find("nobody.wrote.this") != std::string::npos);
  folder.write("plural.mustache", "{{@ many}}");
  CHECK(cause_of("plural").find("many") != std::string::npos);
  folder.write("open.mustache", "{{@ hello");
  CHECK(cause_of("open").find("not closed") != std::string::npos);
}
