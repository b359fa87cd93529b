#include "sandbox/services/answers.h"

#include <nlohmann/json.hpp>

#include "base/money.h"
#include "base/timestamp.h"

namespace sandbox {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;color:#1c1c28;background:#f5f5f8}
*{box-sizing:border-box}body{margin:0}
.mark{background:#7a1fa2;color:#fff;font-weight:700;text-align:center;padding:.5rem;letter-spacing:.04em}
.mark a{color:#fff}main{max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
table{border-collapse:collapse;width:100%;background:#fff}td,th{padding:.5rem;border:1px solid #dcdce4;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.card{background:#fff;border:1px solid #dcdce4;border-radius:.6rem;padding:1rem;margin:0 0 1rem}
label{display:block;font-weight:600;margin:.7rem 0 .2rem}
input,select{font:inherit;width:100%;padding:.55rem;border:1px solid #77778a;border-radius:.4rem;background:#fff;color:inherit}
input[type=radio]{width:auto;margin-right:.5rem}
button,.button{font:inherit;font-weight:600;padding:.6rem 1rem;border:0;border-radius:.4rem;background:#4b2bbf;color:#fff;cursor:pointer;display:inline-block;text-decoration:none;margin:.2rem .3rem .2rem 0}
button.plain{background:#e4e4ee;color:#1c1c28}button.wide{width:100%;margin:1rem 0 .3rem}
:focus-visible{outline:3px solid #ff9f1c;outline-offset:2px}
.error{background:#fde8e8;border:1px solid #b3261e;color:#8c1d18;border-radius:.4rem;padding:.7rem;margin:.5rem 0}
.columns{display:grid;gap:1rem;grid-template-columns:1fr}.columns>*{min-width:0}.row{display:grid;gap:0 .7rem;grid-template-columns:1fr 1fr}
.right{text-align:right}.quiet{color:#5a5a6a}form.inline{display:inline}fieldset{border:0;padding:0;margin:0 0 1.5rem}.card>h2:first-child{margin-top:0}
legend{font-weight:700;font-size:1.1rem;padding:0}iframe{width:100%;min-height:34rem;border:1px solid #dcdce4;background:#fff}
pre{white-space:pre-wrap;background:#fff;border:1px solid #dcdce4;padding:.7rem}
@media(min-width:52rem){.columns{grid-template-columns:2fr 3fr}})";

}  // namespace

http::Response json_answer(int status, const nlohmann::json& body, int indent) {
  http::Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = body.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
  return response;
}

http::Response see_other(std::string location) {
  http::Response response;
  response.status = 303;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

http::Response page(int status, const std::string& title, const std::string& body, const std::string& language) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  response.body =
      "<!doctype html><html lang=\"" + language + "\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" +
      escape_html(title) + " (sandbox)</title><link rel=\"icon\" href=\"data:,\"><style>";
  response.body.append(kStyle);
  response.body += "</style></head><body><header class=\"mark\">";
  response.body += language == "de" ? "SANDBOX: kein echtes Geld, keine Drucke, keine Mails. <a href=\"/\">Übersicht</a>"
                                    : "SANDBOX: no real money, prints or mails. <a href=\"/\">Overview</a>";
  response.body += "</header><main><h1>" + escape_html(title) + "</h1>" + body + "</main></body></html>";
  return response;
}

std::string escape_html(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string money_text(std::int64_t minor, const std::string& currency) {
  std::string upper = currency;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return base::format_money({minor, upper});
}

std::string time_text(std::int64_t unix_seconds) {
  std::string text = base::to_rfc3339(base::from_unix_seconds(unix_seconds)).substr(0, 19);
  text[10] = ' ';
  return text + " UTC";
}

}  // namespace sandbox
