package com.example.ordermail;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Takes events and sends their order mails. */
@SpringBootApplication
@EnableScheduling
@EnableAsync
public class OrderMailApplication {
  public static void main(String[] args) {
    SpringApplication.run(OrderMailApplication.class, args);
  }
}
